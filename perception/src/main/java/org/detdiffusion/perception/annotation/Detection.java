package org.detdiffusion.perception.annotation;

import org.detdiffusion.perception.geometry.Box;

/** One prediction of a detector; score 0..1. */
public record Detection(String className, Box box, double score) {}
