package org.detdiffusion.images;

import java.time.Instant;

/**
 * What lies in a store.
 *
 * @param name an {@link ObjectKey}'s value, or another name of something a broken write has left
 * @param bytes size
 * @param written when it was written, or found to be there already, last
 */
public record StoredObject(String name, long bytes, Instant written) {}
