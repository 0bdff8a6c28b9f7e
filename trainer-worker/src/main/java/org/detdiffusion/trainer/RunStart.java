package org.detdiffusion.trainer;

/** Where a run begins or goes on, and the data it learns from. */
record RunStart(RunState state, RunData data) {}
