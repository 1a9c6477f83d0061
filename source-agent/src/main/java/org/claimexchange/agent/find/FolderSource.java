package org.claimexchange.agent.find;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.claimexchange.agent.find.FilePattern.TooManyException;
import org.claimexchange.agent.find.FoundFile.Shown;
import org.claimexchange.fhir.format.SourceFormat;

/**
 * Files in a folder, found by patterns. No link is followed at any step, and a value of a release
 * is part of a name only where it is letters, digits, hyphens and underscores: so nothing outside
 * of the root is ever opened.
 */
public final class FolderSource implements FileSource {
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
  private static final int MOST_ENTRIES = 50_000;
  private static final int MOST_FILES = 10_000;
  private static final int MOST_SHOWN = 20;
  private static final int LONGEST_NAME = 200;

  /** So long a file must have lain untouched: until then somebody may still be writing it. */
  static final Duration SETTLED = Duration.ofSeconds(10);

  private final Path root;
  private final List<Rule> rules;
  private final Optional<RecordIndex> records;
  private final Clock clock;

  /**
   * Files of one format.
   *
   * @param format their format
   * @param pattern where they lie
   * @param shown endings of files of the same name that show the same for people, without a dot
   */
  public record Rule(SourceFormat format, FilePattern pattern, Set<String> shown) {
    public Rule {
      shown = Set.copyOf(shown);
    }
  }

  /**
   * @param root the folder that nothing leads out of
   * @param rules what lies where
   * @param records medical-record numbers by person, where a pattern asks for them
   */
  public FolderSource(Path root, List<Rule> rules, Optional<RecordIndex> records, Clock clock) {
    this.root = root;
    this.rules = List.copyOf(rules);
    this.records = records;
    this.clock = clock;
  }

  @Override
  public Found find(Wanted wanted) {
    List<FoundFile> files = new ArrayList<>();
    List<Trouble> troubles = new ArrayList<>();
    for (Rule rule : rules) {
      var look = new Look(rule, troubles);
      try {
        files.addAll(look.files(wanted));
      } catch (TooManyException e) {
        look.trouble(Trouble.Kind.TOO_MANY);
      } catch (IOException | DirectoryIteratorException e) {
        look.trouble(Trouble.Kind.UNREADABLE);
      }
    }
    return new Found(files, troubles);
  }

  /** One look for one rule. */
  private final class Look {
    private final Rule rule;
    private final List<Trouble> troubles;
    private final Map<Path, FoundFile> files = new TreeMap<>();
    private int entries;

    Look(Rule rule, List<Trouble> troubles) {
      this.rule = rule;
      this.troubles = troubles;
    }

    void trouble(Trouble.Kind kind) {
      var trouble = new Trouble(rule.pattern().text(), kind);
      if (!troubles.contains(trouble)) {
        troubles.add(trouble);
      }
    }

    List<FoundFile> files(Wanted wanted) throws IOException, TooManyException {
      List<String> numbers =
          rule.pattern().asksForRecord() && records.isPresent()
              ? records.get().of(wanted.person())
              : List.of();
      Path start = root.toRealPath();
      for (Map<String, String> binding : rule.pattern().bindings(wanted, numbers)) {
        if (plain(binding)) {
          walk(start, 0, binding);
        } else {
          trouble(Trouble.Kind.NOT_A_FILE_NAME);
        }
      }
      return List.copyOf(files.values());
    }

    /** A date is made here and may hold dots; whatever came with the release must be plain. */
    private boolean plain(Map<String, String> binding) {
      return binding.entrySet().stream()
          .allMatch(entry ->
              entry.getKey().startsWith(FilePattern.PERIOD)
                  || VALUE.matcher(entry.getValue()).matches());
    }

    private void walk(Path folder, int depth, Map<String, String> binding)
        throws IOException, TooManyException {
      String segment = rule.pattern().segments().get(depth);
      boolean last = depth == rule.pattern().segments().size() - 1;
      for (Path path : matching(folder, segment, binding)) {
        if (Files.isSymbolicLink(path)) {
          trouble(Trouble.Kind.LINK);
        } else if (last && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          add(path);
        } else if (!last && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          walk(path, depth + 1, binding);
        }
      }
    }

    private List<Path> matching(Path folder, String segment, Map<String, String> binding)
        throws IOException, TooManyException {
      String plain = FilePattern.plain(segment, binding);
      if (!plain.isEmpty()) {
        Path path = folder.resolve(plain);
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? List.of(path) : List.of();
      }
      Pattern name = FilePattern.expression(segment, binding);
      List<Path> found = new ArrayList<>();
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        for (Path path : stream) {
          if (++entries > MOST_ENTRIES) {
            throw new TooManyException();
          }
          String own = path.getFileName().toString();
          if (!own.startsWith(".") && name.matcher(own).matches()) {
            found.add(path);
          }
        }
      }
      return found.stream().sorted().toList();
    }

    private void add(Path path) throws IOException, TooManyException {
      if (!usable(path) || isShown(path)) {
        return;
      }
      if (files.size() >= MOST_FILES) {
        throw new TooManyException();
      }
      List<Shown> shown = new ArrayList<>();
      for (Path beside : beside(path)) {
        if (usable(beside) && shown.size() < MOST_SHOWN) {
          String name = beside.getFileName().toString();
          shown.add(new Shown(name, MediaTypes.of(name), content(beside)));
        }
      }
      String name = path.getFileName().toString();
      files.put(
          path, new FoundFile(rule.format(), name, MediaTypes.of(name), content(path), shown));
    }

    private boolean isShown(Path path) {
      return rule.shown().contains(ending(path.getFileName().toString()));
    }

    /** Files of the same name with one of the endings for people. */
    private List<Path> beside(Path path) {
      String name = path.getFileName().toString();
      String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
      return rule.shown().stream()
          .sorted()
          .map(ending -> path.resolveSibling(stem + "." + ending))
          .filter(other -> Files.isRegularFile(other, LinkOption.NOFOLLOW_LINKS))
          .toList();
    }

    private boolean usable(Path path) throws IOException {
      var attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.size() > Content.MOST_BYTES) {
        trouble(Trouble.Kind.TOO_LARGE);
        return false;
      }
      if (path.getFileName().toString().length() > LONGEST_NAME) {
        trouble(Trouble.Kind.NOT_A_FILE_NAME);
        return false;
      }
      if (attributes.lastModifiedTime().toInstant().isAfter(clock.instant().minus(SETTLED))) {
        trouble(Trouble.Kind.BEING_WRITTEN);
        return false;
      }
      return true;
    }
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static Content content(Path path) {
    return () -> {
      byte[] bytes = bytes(path);
      // Its folder must still be the one that was walked, and no link that took its place.
      Path folder = Objects.requireNonNull(path.getParent());
      if (!folder.toRealPath().equals(folder)) {
        throw new IOException("its folder is another by now");
      }
      return bytes;
    };
  }

  private static byte[] bytes(Path path) throws IOException {
    try (SeekableByteChannel channel =
            Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        InputStream in = Channels.newInputStream(channel)) {
      byte[] bytes = in.readNBytes(Content.MOST_BYTES + 1);
      if (bytes.length > Content.MOST_BYTES) {
        throw new IOException("larger than " + Content.MOST_BYTES + " bytes");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      // Not as a cause: its message is the file's name.
      throw new IOException("not there any more");
    }
  }
}
