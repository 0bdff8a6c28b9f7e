package org.detdiffusion.workbench.page.images;

import java.util.List;
import java.util.Optional;

/**
 * Some of the images that were asked for, newest first.
 *
 * @param fitting how many fit in all
 * @param before to ask for the next page with; empty at the end
 */
public record ImagePage(List<IndexedImage> images, long fitting, Optional<Long> before) {}
