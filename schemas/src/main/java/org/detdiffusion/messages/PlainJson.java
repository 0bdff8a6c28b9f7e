package org.detdiffusion.messages;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;

/**
 * A record as people write it: an object with the schema's field names. Fields with a default may
 * be left out, a nullable field is the value or null, bytes are base64, enums by name. Unknown
 * fields are errors, since they are misspellings more often than not.
 */
final class PlainJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PlainJson() {}

  static <T> T read(BinaryMessages<T> type, byte[] json) throws UnreadableMessageException {
    return type.readBinary(type.schema(), toBinary(type, json), 0);
  }

  private static byte[] toBinary(BinaryMessages<?> type, byte[] json)
      throws UnreadableMessageException {
    try (var bytes = new ByteArrayOutputStream()) {
      Object record = JsonValues.value(type.schema(), parse(type, json), "");
      var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new GenericDatumWriter<>(type.schema()).write(record, encoder);
      return bytes.toByteArray();
    } catch (JsonValues.MismatchException mismatch) {
      throw type.unreadable(mismatch.getMessage(), mismatch);
    } catch (IOException impossibleInMemory) {
      throw type.unreadable("it can't be encoded", impossibleInMemory);
    }
  }

  private static JsonNode parse(BinaryMessages<?> type, byte[] json)
      throws UnreadableMessageException {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException broken) {
      var where = broken.getLocation();
      String at = where == null ? "" : " at column " + where.getColumnNr();
      throw type.unreadable("the JSON is broken" + at, broken);
    } catch (IOException broken) {
      throw type.unreadable("the JSON is broken", broken);
    }
  }

  static Schema withoutNull(Schema union) {
    return union.getTypes().stream()
        .filter(branch -> branch.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }
}
