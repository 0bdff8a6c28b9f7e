package org.detdiffusion.workbench.cli;

import org.detdiffusion.perception.metrics.CocoType;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** pycocotools' names of what is compared. */
final class CocoTypeConverter implements ITypeConverter<CocoType> {

  @Override
  public CocoType convert(String value) {
    return switch (value) {
      case "bbox" -> CocoType.BOX;
      case "segm" -> CocoType.MASK;
      default -> throw new TypeConversionException("'" + value + "' is neither bbox nor segm");
    };
  }
}
