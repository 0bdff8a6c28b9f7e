/** The verb {@code train-generator}: fine-tunes a diffusers model on a data set in files. */
package org.detdiffusion.workbench.train;
