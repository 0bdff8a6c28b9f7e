package org.detdiffusion.workbench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.detdiffusion.workbench.report.HtmlReport.PaintedSheet;

/**
 * One HTML file that needs nothing beside it: pictures inline, no script, no link to anywhere;
 * light or dark as the reader's system is.
 */
final class ReportPage {
  private ReportPage() {}

  /** The body is HTML already. */
  static String of(CharSequence body) {
    return template().replace("<!-- body -->", body);
  }

  static String head(String title, String subtitle, List<String> findings) {
    StringBuilder head = new StringBuilder("<header><h1>" + Html.escape(title) + "</h1>\n");
    head.append(Html.paragraph(subtitle)).append("<ul>");
    findings.forEach(finding -> head.append("<li>").append(Html.escape(finding)).append("</li>"));
    return head.append("</ul></header>\n").toString();
  }

  static String picture(PaintedSheet painted) {
    Sheet sheet = painted.sheet();
    String source = "data:image/png;base64," + Base64.getEncoder().encodeToString(painted.png());
    String alt = Html.escape(sheet.title());
    String image = "<div class=\"scroll\"><img src=\"" + source + "\" alt=\"" + alt + "\"></div>\n";
    return Html.section(sheet.title(), image + Html.paragraph(sheet.caption()));
  }

  private static String template() {
    try (InputStream template = ReportPage.class.getResourceAsStream("template.html")) {
      return new String(template.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
