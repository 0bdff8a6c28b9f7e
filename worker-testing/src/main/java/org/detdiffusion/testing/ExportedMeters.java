package org.detdiffusion.testing;

import static java.util.function.Predicate.not;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.workerkit.DeclaredMeter;
import org.detdiffusion.workerkit.DeclaredMeter.Declaration;

/**
 * What a worker tells Prometheus.
 *
 * @param page the body of {@code /q/metrics}
 */
public record ExportedMeters(String page) {

  /** The names of our meters on the page that none of the declarations explains. */
  public List<String> undeclared(DeclaredMeter[]... declared) {
    List<String> known =
        Stream.of(declared).flatMap(Stream::of).map(each -> stem(each.declaration())).toList();
    return ours().filter(not(name -> isKnown(name, known))).distinct().toList();
  }

  private Stream<String> ours() {
    return page.lines().filter(line -> line.startsWith("detdiffusion_")).map(ExportedMeters::name);
  }

  private static String name(String line) {
    return line.split("[{ ]", 2)[0];
  }

  /** Prometheus' names have the unit at their end, and what is told of the meter behind it. */
  public static String stem(Declaration meter) {
    String name = meter.name().replace('.', '_');
    return name.endsWith("_" + meter.unit()) ? name : name + "_" + meter.unit();
  }

  private static boolean isKnown(String name, Collection<String> stems) {
    return stems.contains(withoutSuffix(name));
  }

  /** The stem of a name on the page. */
  public static String withoutSuffix(String name) {
    return name.replaceFirst("_(total|count|sum|max)$", "");
  }
}
