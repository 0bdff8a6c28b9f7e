package org.detdiffusion.networks.script;

/** TorchScript files from the text of their {@code forward} method. */
public final class ScriptText {

  private ScriptText() {}

  /**
   * @param result its type, such as {@code Tensor}
   * @param lines of its body, which knows the image as {@code x}
   */
  public static byte[] archive(String result, String... lines) {
    StringBuilder text = new StringBuilder("  def forward(self: __torch__.Ops, x: Tensor) -> ");
    text.append(result).append(":\n");
    for (String line : lines) {
      text.append("    ").append(line).append('\n');
    }
    return TorchArchive.of(java.util.List.of(text.toString()));
  }
}
