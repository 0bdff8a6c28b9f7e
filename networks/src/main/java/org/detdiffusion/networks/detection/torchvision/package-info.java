/**
 * FCOS, RetinaNet and Faster R-CNN on a ResNet with a feature pyramid, with torchvision's parameter
 * names, numbers and losses. Scripts name no size of batch or image, so one serves all.
 */
package org.detdiffusion.networks.detection.torchvision;
