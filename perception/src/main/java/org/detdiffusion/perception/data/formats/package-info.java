/** Whole data sets as annotations, without cropping: COCO json, Pascal VOC xml and YOLO txt. */
package org.detdiffusion.perception.data.formats;
