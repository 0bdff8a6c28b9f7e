package org.detdiffusion.perception.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** XML without document types, so without entities that read files or grow without end. */
public final class PlainXml {
  private static final long MAX_BYTES = 8L << 20;

  private PlainXml() {}

  /**
   * The root element of a file of at most 8 MiB.
   *
   * @throws SAXException when it is longer, has a document type or is no XML
   */
  public static Element parse(Path file) throws SAXException, IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new SAXException("it is longer than 8 MiB");
    }
    DocumentBuilder builder = builder();
    builder.setErrorHandler(new DefaultHandler());
    return builder.parse(file.toFile()).getDocumentElement();
  }

  private static DocumentBuilder builder() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      return factory.newDocumentBuilder();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java's XML parser can't be hardened", e);
    }
  }
}
