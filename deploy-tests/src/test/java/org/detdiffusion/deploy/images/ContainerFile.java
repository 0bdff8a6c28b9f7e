package org.detdiffusion.deploy.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A container file's stages. Reads the few forms that ours is written in, and no others. */
record ContainerFile(List<Stage> stages) {
  private static final Pattern FROM = Pattern.compile("(\\S+) AS (\\S+)");
  private static final Pattern SETTING = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S+))");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

  /** Such as {@code USER 10001}. */
  record Instruction(String name, String arguments) {}

  /**
   * @param base the image or stage it begins with, arguments put in
   */
  record Stage(String name, String base, List<Instruction> instructions) {

    List<String> all(String instruction) {
      return instructions.stream()
          .filter(one -> one.name.equals(instruction))
          .map(Instruction::arguments)
          .toList();
    }
  }

  static ContainerFile read(Path file) throws IOException {
    Map<String, String> defaults = new HashMap<>();
    List<Stage> stages = new ArrayList<>();
    for (Instruction instruction : instructions(Files.readAllLines(file))) {
      if (instruction.name.equals("FROM")) {
        stages.add(stage(instruction.arguments, defaults));
      } else if (stages.isEmpty()) {
        defaults.putAll(settings(instruction.arguments));
      } else {
        stages.get(stages.size() - 1).instructions.add(instruction);
      }
    }
    return new ContainerFile(stages);
  }

  private static List<Instruction> instructions(List<String> lines) {
    List<Instruction> found = new ArrayList<>();
    StringBuilder logical = new StringBuilder();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      boolean goesOn = line.endsWith("\\");
      logical.append(goesOn ? line.substring(0, line.length() - 1) : line);
      if (!goesOn) {
        String[] parts = logical.toString().strip().split("\\s+", 2);
        found.add(new Instruction(parts[0], parts[1].strip()));
        logical.setLength(0);
      }
    }
    return found;
  }

  private static Stage stage(String arguments, Map<String, String> defaults) {
    Matcher from = FROM.matcher(arguments);
    if (!from.matches()) {
      throw new IllegalArgumentException("A stage without a name: FROM " + arguments);
    }
    String base = from.group(1);
    for (Map.Entry<String, String> one : defaults.entrySet()) {
      base = base.replace("${" + one.getKey() + "}", one.getValue());
    }
    return new Stage(from.group(2), base, new ArrayList<>());
  }

  private static Map<String, String> settings(String arguments) {
    Map<String, String> settings = new LinkedHashMap<>();
    Matcher setting = SETTING.matcher(arguments);
    while (setting.find()) {
      settings.put(
          setting.group(1), setting.group(2) == null ? setting.group(3) : setting.group(2));
    }
    return settings;
  }

  Stage stage(String name) {
    return stages.stream().filter(stage -> stage.name.equals(name)).findFirst().orElseThrow();
  }

  /** The stage and those it begins with, the oldest first. */
  List<Stage> lineage(String name) {
    Stage stage = stage(name);
    boolean isStage = stages.stream().anyMatch(other -> other.name.equals(stage.base));
    List<Stage> lineage = isStage ? new ArrayList<>(lineage(stage.base)) : new ArrayList<>();
    lineage.add(stage);
    return lineage;
  }

  /** The environment of a process of this image. */
  Map<String, String> environment(String target) {
    Map<String, String> environment = new LinkedHashMap<>();
    lineage(target)
        .forEach(stage -> stage.all("ENV").forEach(line -> environment.putAll(settings(line))));
    return environment;
  }

  /** The last instruction of this name, in this stage or one it begins with. */
  String last(String target, String instruction) {
    List<String> all =
        lineage(target).stream().flatMap(stage -> stage.all(instruction).stream()).toList();
    return all.get(all.size() - 1);
  }

  /** Entry point and arguments, which must be lists of words. */
  List<String> command(String target) {
    List<String> words = new ArrayList<>(words(last(target, "ENTRYPOINT")));
    stage(target).all("CMD").forEach(line -> words.addAll(words(line)));
    return words;
  }

  static List<String> words(String list) {
    return WORD.matcher(list).results().map(match -> match.group(1)).toList();
  }
}
