package org.detdiffusion.workbench.train;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.perception.data.formats.WholeDataSet;

/** What decides what is learnt. */
final class DataWords {
  private DataWords() {}

  /** The words of the command line, a sum of the annotations, and the precision. */
  static List<String> with(List<String> words, WholeDataSet data) {
    StringBuilder annotations = new StringBuilder(data.classes().toString());
    data.images().forEach(image -> annotations.append(image.fileName()).append(image.objects()));
    List<String> all = new ArrayList<>(words);
    all.add("data " + Sha256.of(annotations.toString().getBytes(StandardCharsets.UTF_8)));
    all.add("precision " + Flavour.configured());
    return all;
  }
}
