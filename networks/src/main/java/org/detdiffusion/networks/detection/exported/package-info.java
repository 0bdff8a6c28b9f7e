/**
 * A detector that another program has exported as TorchScript or ONNX: letterboxing, the layouts of
 * YOLO's and torchvision's outputs, and the suppression that Ultralytics' programs do after their
 * networks. Written from what those programs compute; none of their code is here.
 */
package org.detdiffusion.networks.detection.exported;
