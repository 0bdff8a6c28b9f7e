package org.detdiffusion.perception.plan;

import org.detdiffusion.perception.layout.Layout;

/** The layout of a real image, its objects judged easy or hard where a detector has done so. */
public record AnnotatedLayout(String imageId, Layout layout) {}
