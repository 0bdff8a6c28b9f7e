/** What experiments are made of: real images, stages over topics, files of a report. */
package org.detdiffusion.workbench.experiment;
