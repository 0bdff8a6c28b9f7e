import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Moves native libraries out of the jars of packaged applications into one directory, laid out as DJL's cache and as ONNX
 * Runtime's {@code onnxruntime.native.path}: {@code java UnpackNatives.java TARGET QUARKUS_APP...}. By hand rather than by
 * starting the engine, since a machine that builds for GPUs need not have one. Linux only.
 */
final class UnpackNatives {
  private final Path target;
  private Properties torch = new Properties();

  private UnpackNatives(Path target) {
    this.target = target;
  }

  public static void main(String... arguments) throws IOException {
    var natives = new UnpackNatives(Path.of(arguments[0]));
    for (String application : List.of(arguments).subList(1, arguments.length)) {
      natives.unpack(Path.of(application, "lib", "main"));
    }
  }

  /** LibTorch first: its properties say where its binding belongs. */
  private void unpack(Path libraries) throws IOException {
    torch = new Properties();
    for (Path jar : jars(libraries, "pytorch-native-")) {
      unpackTorch(jar);
    }
    for (Path jar : jars(libraries, "pytorch-jni-")) {
      unpackBinding(jar);
    }
    for (Path jar : jars(libraries, "com.microsoft.onnxruntime.onnxruntime-")) {
      unpackOnnx(jar);
    }
  }

  private static List<Path> jars(Path libraries, String part) throws IOException {
    try (Stream<Path> files = Files.list(libraries)) {
      List<Path> found = files.filter(file -> file.getFileName().toString().contains(part)).toList();
      if (found.isEmpty()) {
        throw new IOException(libraries + " has no jar named " + part + "*; package the application first.");
      }
      return found;
    }
  }

  private void unpackTorch(Path jar) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      try (var properties = Files.newInputStream(zip.getPath("native/lib/pytorch.properties"))) {
        torch.load(properties);
      }
      Path from = zip.getPath("pytorch", torch.getProperty("flavor"), torch.getProperty("classifier"));
      for (String library : torch.getProperty("libraries").split(",")) {
        copy(from.resolve(library), torchDirectory().resolve(library));
      }
      deleteNatives(zip.getPath("pytorch"));
    }
  }

  private Path torchDirectory() {
    return target
        .resolve("pytorch")
        .resolve(String.join("-", torch.getProperty("version"), torch.getProperty("flavor"), torch.getProperty("classifier")));
  }

  /** Its name begins with DJL's version, the latter part of its own. */
  private void unpackBinding(Path jar) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      Properties binding = new Properties();
      try (var properties = Files.newInputStream(zip.getPath("jnilib/pytorch.properties"))) {
        binding.load(properties);
      }
      String version = binding.getProperty("jni_version");
      String name = version.substring(version.indexOf('-') + 1) + "-libdjl_torch.so";
      copy(
          zip.getPath("jnilib", torch.getProperty("classifier"), torch.getProperty("flavor"), "libdjl_torch.so"),
          torchDirectory().resolve(name));
      deleteNatives(zip.getPath("jnilib"));
    }
  }

  private void unpackOnnx(Path jar) throws IOException {
    String platform = torch.getProperty("classifier").endsWith("aarch64") ? "linux-aarch64" : "linux-x64";
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      Path natives = zip.getPath("ai/onnxruntime/native");
      for (String library : List.of("libonnxruntime.so", "libonnxruntime4j_jni.so")) {
        copy(natives.resolve(platform).resolve(library), target.resolve("onnxruntime").resolve(library));
      }
      deleteNatives(natives);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.notExists(from)) {
      throw new IOException(from + " is missing; its jar has no library for this platform or flavour.");
    }
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Their properties stay: the engine reads the version from them. */
  private static void deleteNatives(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).filter(file -> !file.toString().endsWith(".properties")).toList()) {
        Files.delete(file);
      }
    }
  }
}
