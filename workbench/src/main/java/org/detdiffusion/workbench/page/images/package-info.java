/** The gallery: an index of the images on the topics, and their bytes when they are asked for. */
package org.detdiffusion.workbench.page.images;
