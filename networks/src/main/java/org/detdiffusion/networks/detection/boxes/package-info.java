/** Operations on boxes as torchvision.ops has them: overlaps, losses, codes, matching, pooling. */
package org.detdiffusion.networks.detection.boxes;
