import ai.djl.engine.Engine;
import ai.onnxruntime.OrtEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads both native libraries and says from where. */
class LoadNatives {
  public static void main(String... arguments) throws Exception {
    System.out.println(Engine.getEngine("PyTorch").getVersion());
    System.out.println(OrtEnvironment.getEnvironment().getVersion());
    Files.readAllLines(Path.of("/proc/self/maps")).stream()
        .filter(line -> line.contains("torch") || line.contains("onnx"))
        .filter(line -> line.endsWith(".so"))
        .map(line -> line.replaceFirst(".* ", "loaded "))
        .distinct()
        .forEach(System.out::println);
  }
}
