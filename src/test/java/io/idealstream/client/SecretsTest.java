package io.idealstream.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final String MARK = "MARKED-4f1c";
  private static final String AWKWARD = MARK + " a\"b'c\\d;\te=\u00e4\n\u20ac${ENV:X}//";
  private static final String MODULE =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" ";

  @TempDir Path folder;

  @Test
  void aClientFindsWhatItsPropertiesReferTo() throws IOException {
    Map<String, String> properties =
        Map.of(
            "ssl.keystore.location", "${ENV:PATH}/store",
            "ssl.key.password", "${FILE:" + file("key:1", MARK + "\n") + "}",
            "client.id", "plain");
    Map<String, String> carried = Secrets.forClients(properties);
    assertFalse(carried.toString().contains(MARK), carried::toString);
    AdminClientConfig client = client(carried);
    assertEquals(System.getenv("PATH") + "/store", client.getString("ssl.keystore.location"));
    assertEquals(MARK, client.getPassword("ssl.key.password").value());
    assertEquals("plain", client.getString("client.id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"password=\"%s\";", "password='%s';", "password=%s;", "password = %s ;"})
  void aPasswordKeepsEveryCharacterInALogin(String place) throws IOException {
    String reference = "${FILE:" + file("password", AWKWARD) + "}";
    Map<String, String> properties =
        Map.of(SaslConfigs.SASL_JAAS_CONFIG, MODULE + place.formatted(reference));
    assertEquals(List.of(), Secrets.problems(properties));
    assertEquals(AWKWARD, password(Secrets.forClients(properties)));
  }

  @Test
  void aWholeLoginMayStandInAFile() throws IOException {
    Path file = file("login", MODULE + "password=\"p\";\n");
    Map<String, String> properties = Map.of(SaslConfigs.SASL_JAAS_CONFIG, "${FILE:" + file + "}");
    assertEquals(List.of(), Secrets.problems(properties));
    assertEquals("p", password(Secrets.forClients(properties)));
    // the process that uses it may find another file than the one that was checked
    Files.writeString(file, MODULE + MARK + " password=\"p\";");
    Exception refused =
        assertThrows(ConfigException.class, () -> client(Secrets.forClients(properties)));
    assertFalse(stack(refused).contains(MARK), () -> stack(refused));
  }

  @Test
  void aUsersOwnProvidersStay() {
    Map<String, String> carried =
        Secrets.forClients(
            Map.of("config.providers", "vault", "a", "${vault:p:k}", "b", "${ENV:PATH}"));
    assertEquals("vault,SECRET", carried.get("config.providers"));
    assertEquals("${vault:p:k}", carried.get("a"));
    assertEquals(Map.of("a", "1"), Secrets.forClients(Map.of("a", "1")));
  }

  @Test
  void allThatIsMissingIsNamedAtOnce() throws IOException {
    file("empty", "\n");
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    Files.write(folder.resolve("large"), new byte[(1 << 20) + 1]);
    assertEquals(
        """
        a: variable IDEALSTREAM_NONE is not set
        a: file /none/such: no such file
        b: file relative: expected a path from the root
        c: a secret is written ${ENV:NAME} or ${FILE:PATH}
        d: a secret is written ${ENV:NAME} or ${FILE:PATH}
        e: file FOLDER/empty is empty
        f: file FOLDER/binary: not UTF-8
        g: file FOLDER/large: more than 1048576 bytes
        h: file FOLDER: cannot be read"""
            .replace("FOLDER", folder.toString()),
        String.join(
            "\n",
            Secrets.problems(
                Map.of(
                    "a", "${ENV:IDEALSTREAM_NONE}-${FILE:/none/such}",
                    "b", "${FILE:relative}",
                    "c", "${env:PATH}",
                    "d", "${FILE:/unclosed",
                    "e", "${FILE:" + folder.resolve("empty") + "}",
                    "f", "${FILE:" + folder.resolve("binary") + "}",
                    "g", "${FILE:" + folder.resolve("large") + "}",
                    "h", "${FILE:" + folder + "}",
                    "i", "${ENV:PATH} ${other:x}"))));
  }

  /** Each of these Kafka would answer with a word of the text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "MARKED-4f1c",
        "a.Module MARKED-4f1c;",
        "PlainLoginModule username=\"u\" password=\"MARKED-4f1c\";",
        "org.apache.kafka.common.security.plain.PlainLoginModule required MARKED-4f1c;",
        "org.apache.kafka.common.security.plain.PlainLoginModule required password=\"MARKED-4f1c\"",
        "org.apache.kafka.common.security.plain.PlainLoginModule required p=\"a\"MARKED-4f1c\";",
        "MARKED-4f1c required password=\"MARKED-4f1c\";",
        "a.b.None required password=\"MARKED-4f1c\";",
        "\"MARKED-4f1c\" required;"
      })
  void aLoginThatCannotBeReadIsNotRepeated(String login) {
    KafkaConnection connection =
        KafkaConnection.to("localhost:1")
            .with(
                Map.of(
                    "security.protocol", "SASL_PLAINTEXT",
                    "sasl.mechanism", "PLAIN",
                    "sasl.jaas.config", login));
    assertEquals(1, connection.problems().size());
    Exception refused = assertThrows(KafkaAccessException.class, () -> Topics.on(connection, ""));
    assertTrue(refused.getMessage().contains(": sasl.jaas.config: "), refused::getMessage);
    assertFalse(stack(refused).contains(MARK), () -> stack(refused));
  }

  @Test
  void whatKafkaRepeatsOfASecretIsLeftOut() throws IOException {
    KafkaConnection connection =
        KafkaConnection.to("localhost:1")
            .with(Map.of("security.protocol", "${FILE:" + file("protocol", MARK) + "}"));
    Exception refused = assertThrows(KafkaAccessException.class, () -> Topics.on(connection, ""));
    assertTrue(refused.getMessage().contains("ConfigException"), refused::getMessage);
    assertFalse(stack(refused).contains(MARK), () -> stack(refused));
    assertNull(refused.getCause());
  }

  @Test
  void aConnectionIsWrittenWithoutTheValuesOfItsProperties() {
    String text = KafkaConnection.to("k:1").with(Map.of("ssl.key.password", MARK)).toString();
    assertEquals("Kafka at k:1 with properties [ssl.key.password]", text);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static AdminClientConfig client(Map<String, String> carried) {
    Map<String, Object> settings = new HashMap<>(carried);
    settings.put("bootstrap.servers", "localhost:1");
    return new AdminClientConfig(settings);
  }

  private static String password(Map<String, String> carried) {
    Password login = client(carried).getPassword(SaslConfigs.SASL_JAAS_CONFIG);
    return (String)
        JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, login))
            .configurationEntries()
            .get(0)
            .getOptions()
            .get("password");
  }

  private static String stack(Exception failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
