package org.detdiffusion.perception.metrics;

/** Whether boxes or masks are compared (pycocotools' bbox and segm). */
public enum CocoType {
  BOX,
  MASK
}
