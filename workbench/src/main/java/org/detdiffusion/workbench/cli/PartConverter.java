package org.detdiffusion.workbench.cli;

import java.util.Locale;
import org.detdiffusion.networks.diffusers.Compilation.Part;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code text-encoder} to its constant. */
final class PartConverter implements ITypeConverter<Part> {

  @Override
  public Part convert(String value) {
    for (Part part : Part.values()) {
      if (part.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(value)) {
        return part;
      }
    }
    throw new TypeConversionException(
        "'" + value + "' is none of unet, text-encoder, vae-encoder and vae-decoder");
  }
}
