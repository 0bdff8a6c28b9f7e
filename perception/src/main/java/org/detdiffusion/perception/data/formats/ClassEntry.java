package org.detdiffusion.perception.data.formats;

/**
 * A class of a data set.
 *
 * @param id as the source numbers it; 0 where it does not
 * @param kept other fields of a COCO category as JSON members, {@code "a":1,"b":2}; may be empty
 */
public record ClassEntry(long id, String name, String kept) {}
