package org.detdiffusion.networks.script;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipOutputStream;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.weights.DurableFiles;

/**
 * A TorchScript file (.pt) with its weights inside: {@code torch.jit.load} opens it, {@code
 * forward} takes the method's inputs. Parameters are named as in the network with two underscores
 * for a dot.
 */
public final class TorchFile {

  private TorchFile() {}

  /** Replaces the file when it is complete. */
  public static void write(Path file, Method method, Parameters parameters, Weights weights)
      throws IOException {
    DurableFiles.replace(
        file,
        channel -> {
          ZipOutputStream zip =
              new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
          write(zip, method, parameters, weights);
          zip.finish();
          zip.flush();
        });
  }

  private static void write(
      ZipOutputStream zip, Method method, Parameters parameters, Weights weights)
      throws IOException {
    List<Parameter> all = List.copyOf(parameters.all());
    Pickle pickle = new Pickle().module("Ops");
    for (int i = 0; i < all.size(); i++) {
      pickle.text(attribute(all.get(i))).tensor(Integer.toString(i), all.get(i).shape());
    }
    TorchArchive.put(zip, "archive/data.pkl", pickle.finished());
    for (int i = 0; i < all.size(); i++) {
      TorchArchive.put(zip, "archive/data/" + i, weights.bytes(all.get(i).name()));
    }
    byte[] code = code(method, parameters).getBytes(StandardCharsets.UTF_8);
    TorchArchive.put(zip, "archive/code/__torch__.py", code);
    TorchArchive.putRest(zip);
  }

  private static String code(Method method, Parameters parameters) {
    List<String> names = parameters.all().stream().map(TorchFile::attribute).toList();
    StringBuilder code = new StringBuilder("class Ops(Module):\n  __parameters__ = [");
    names.forEach(name -> code.append('"').append(name).append("\", "));
    code.append("]\n  __buffers__ = []\n  training : bool\n");
    names.forEach(name -> code.append("  ").append(name).append(" : Tensor\n"));
    return code.append(forward(method, parameters)).append(method.source()).toString();
  }

  private static String forward(Method method, Parameters parameters) {
    StringBuilder text = new StringBuilder("  def forward(self: __torch__.Ops");
    text.append(method.signature()).append(") -> Tensor:\n");
    for (int group = 0; group < parameters.groups(); group++) {
      String list =
          parameters.group(group).stream()
              .map(parameter -> "self." + attribute(parameter))
              .collect(Collectors.joining(", "));
      text.append("    p").append(group).append(" = [").append(list).append("]\n");
    }
    String lists =
        IntStream.range(0, parameters.groups())
            .mapToObj(group -> ", p" + group)
            .collect(Collectors.joining());
    String inputs = method.inputNames().substring(2) + lists;
    return text + "    return (self).%s(%s)\n".formatted(method.name(), inputs);
  }

  private static String attribute(Parameter parameter) {
    return parameter.name().replace(".", "__");
  }
}
