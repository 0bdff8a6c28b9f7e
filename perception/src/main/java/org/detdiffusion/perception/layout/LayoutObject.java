package org.detdiffusion.perception.layout;

import java.util.Optional;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;

/**
 * What shall stand where in an image to be made; without attribute the choice is the generator's.
 */
public record LayoutObject(String className, Box box, Optional<Attribute> attribute) {}
