/** The closed loop: as an experiment with baselines, and as a mode of serving. */
package org.detdiffusion.workbench.loop;
