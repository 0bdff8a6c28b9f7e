/** Photographs of other data sets, cropped and scaled to small square images. */
package org.detdiffusion.perception.data.pocket;
