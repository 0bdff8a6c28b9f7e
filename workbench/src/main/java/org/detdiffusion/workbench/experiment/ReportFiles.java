package org.detdiffusion.workbench.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.detdiffusion.workbench.process.RunDirectory;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workbench.report.HtmlReport.PaintedSheet;
import org.detdiffusion.workbench.report.Palette;
import org.detdiffusion.workbench.report.Sheet;
import org.detdiffusion.workbench.report.SheetPainter;

/**
 * Writes reports into a directory, file by file as a whole.
 *
 * @param classes for the colours of their boxes
 */
public record ReportFiles(Path directory, List<String> classes) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** The PNG file of a sheet. */
  public PaintedSheet sheet(Sheet sheet) throws WorkbenchException {
    byte[] png = png(sheet);
    RunDirectory.write(directory.resolve(sheet.file()), png);
    return new PaintedSheet(sheet, png);
  }

  public void json(String file, Object results) throws WorkbenchException {
    try {
      RunDirectory.write(directory.resolve(file), JSON.writeValueAsBytes(results));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void html(String file, String page) throws WorkbenchException {
    RunDirectory.write(directory.resolve(file), page.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] png(Sheet sheet) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new SheetPainter(new Palette(classes)).paint(sheet), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
