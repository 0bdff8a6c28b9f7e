/** Augmentation and layout jobs: submitted, and followed until their images are there. */
package org.detdiffusion.workbench.page.jobs;
