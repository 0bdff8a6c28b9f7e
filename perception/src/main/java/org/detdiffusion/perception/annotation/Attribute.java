package org.detdiffusion.perception.annotation;

/** The perception-aware attribute of an object: does the detector find it? (DetDiffusion 3.1) */
public enum Attribute {
  EASY,
  HARD
}
