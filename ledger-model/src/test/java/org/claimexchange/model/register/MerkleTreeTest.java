package org.claimexchange.model.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  private static Digest leaf(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyEntryLeadsToTheRootFromItsPlaceAndFromNoOther() {
    MerkleTree tree = new MerkleTree();
    for (int i = 0; i < 9; i++) {
      tree.set(i, leaf("entry " + i));
    }
    for (int i = 0; i < 9; i++) {
      assertThat(tree.path(i).rootFrom(leaf("entry " + i))).isEqualTo(tree.root());
      assertThat(tree.path((i + 1) % 9).rootFrom(leaf("entry " + i))).isNotEqualTo(tree.root());
    }
  }

  @Test
  void aFreePlaceIsProvenByTheEmptyLeafAndTheSamePathMakesTheNextRoot() {
    MerkleTree tree = new MerkleTree();
    tree.set(0, leaf("regulator"));
    MerklePath free = tree.path(1);
    assertThat(free.rootFrom(MerkleTree.emptyLeaf())).isEqualTo(tree.root());

    tree.set(1, leaf("insurer"));

    assertThat(free.rootFrom(leaf("insurer"))).isEqualTo(tree.root());
  }

  @Test
  void changingAnEntryChangesTheRoot() {
    MerkleTree tree = new MerkleTree();
    tree.set(5, leaf("active"));
    Digest before = tree.root();
    tree.set(5, leaf("suspended"));
    assertThat(tree.root()).isNotEqualTo(before);
  }

  @Test
  void aPathOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> new MerklePath(0, List.of(MerkleTree.emptyLeaf())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
