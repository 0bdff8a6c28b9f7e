package org.detdiffusion.trainer;

/** A record as it lies in a partition; the bytes are read-only. */
record StoredRecord(long offset, byte[] value) {}
