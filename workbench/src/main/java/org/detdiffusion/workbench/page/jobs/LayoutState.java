package org.detdiffusion.workbench.page.jobs;

import java.util.Optional;

/**
 * A layout on its way to its image.
 *
 * @param state {@code waiting}, {@code made} or {@code failed}
 * @param image number of the image, once it is made
 * @param reason why it failed
 */
public record LayoutState(String id, String state, Optional<Long> image, Optional<String> reason) {}
