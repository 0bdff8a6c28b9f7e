/** The stages with what is before them, live. */
package org.detdiffusion.workbench.page.pipeline;
