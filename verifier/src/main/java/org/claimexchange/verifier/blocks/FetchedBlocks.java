package org.claimexchange.verifier.blocks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of blocks as {@code peer channel fetch N} writes them: one serialized {@code
 * common.Block} each, in {@code N.block} or {@code CHANNEL_N.block}.
 */
final class FetchedBlocks {
  private static final Pattern NAME = Pattern.compile("(?:.*_)?([0-9]{1,18})\\.block");

  private FetchedBlocks() {}

  /** Reads all of the folder, from block 0 on. */
  static void read(Path folder, BlockChain chain) throws BlocksException, IOException {
    Map<Long, Path> blocks = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Optional<Long> number = numberOf(file);
        if (number.isPresent() && blocks.put(number.get(), file) != null) {
          throw new BlocksException(BlockDefect.NUMBER, number.get());
        }
      }
    }
    if (blocks.isEmpty()) {
      throw new BlocksException(BlockDefect.NOT_BLOCKS, 0);
    }
    for (Map.Entry<Long, Path> each : blocks.entrySet()) {
      if (each.getKey() != chain.height()) {
        throw new BlocksException(BlockDefect.NUMBER, chain.height());
      }
      if (Files.size(each.getValue()) > LedgerBlocks.LARGEST_BLOCK) {
        throw new BlocksException(BlockDefect.TOO_LARGE, chain.height());
      }
      chain.take(Files.readAllBytes(each.getValue()));
    }
  }

  private static Optional<Long> numberOf(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches() ? Optional.of(Long.parseLong(name.group(1))) : Optional.empty();
  }
}
