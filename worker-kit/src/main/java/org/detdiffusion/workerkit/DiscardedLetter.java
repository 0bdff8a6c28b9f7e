package org.detdiffusion.workerkit;

import java.time.Instant;

/**
 * A letter that somebody has discarded.
 *
 * @param reason as they said it; may be empty
 * @param time at which
 */
public record DiscardedLetter(DeadLetter letter, String reason, Instant time) {}
