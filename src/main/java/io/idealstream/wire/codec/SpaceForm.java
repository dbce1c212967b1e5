package io.idealstream.wire.codec;

import io.idealstream.wire.Unreadable;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.space.SpaceTree;
import java.util.Map;

final class SpaceForm implements Form<SpaceDefinition> {

  @Override
  public SpaceDefinition read(Map<String, Object> tree) throws Unreadable {
    return SpaceReader.definition(tree);
  }

  @Override
  public Map<String, Object> write(SpaceDefinition space) {
    return SpaceTree.of(space);
  }
}
