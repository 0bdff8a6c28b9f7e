package org.detdiffusion.workbench.page.jobs;

/** A job is on its topic, under this id. */
public record Submitted(String id) {}
