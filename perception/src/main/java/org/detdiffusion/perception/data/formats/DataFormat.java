package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.nio.file.Path;
import org.detdiffusion.perception.data.InvalidDataSetException;

/** A form that data sets have on disk. */
public enum DataFormat {
  /** One JSON file, or a directory with one a split. */
  COCO {
    @Override
    WholeDataSet read(Path source, ConversionLog log) throws InvalidDataSetException {
      return CocoSource.read(source, log);
    }

    @Override
    void write(WholeDataSet data, Destination destination, ConversionLog log)
        throws InvalidDataSetException, IOException {
      new CocoWriter(data, destination, log).write();
    }
  },

  /** {@code Annotations/*.xml}, {@code JPEGImages/} and {@code ImageSets/Main/*.txt}. */
  VOC {
    @Override
    WholeDataSet read(Path source, ConversionLog log) throws InvalidDataSetException {
      return new VocReader(source, log).read();
    }

    @Override
    void write(WholeDataSet data, Destination destination, ConversionLog log)
        throws InvalidDataSetException, IOException {
      new VocWriter(data, destination, log).write();
    }
  },

  /** {@code images/}, {@code labels/} and {@code data.yaml} or {@code classes.txt}. */
  YOLO {
    @Override
    WholeDataSet read(Path source, ConversionLog log) throws InvalidDataSetException {
      return new YoloReader(source, log).read();
    }

    @Override
    void write(WholeDataSet data, Destination destination, ConversionLog log)
        throws InvalidDataSetException, IOException {
      new YoloWriter(data, destination, log).write();
    }
  };

  abstract WholeDataSet read(Path source, ConversionLog log) throws InvalidDataSetException;

  abstract void write(WholeDataSet data, Destination destination, ConversionLog log)
      throws InvalidDataSetException, IOException;
}
