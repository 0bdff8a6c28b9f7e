/** Training runs: their curves, and what detectors found easy and hard. */
package org.detdiffusion.workbench.page.training;
