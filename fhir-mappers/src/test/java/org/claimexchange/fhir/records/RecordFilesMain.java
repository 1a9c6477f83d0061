package org.claimexchange.fhir.records;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes all record files anew, with their expectations; the same code always makes the same files.
 */
public final class RecordFilesMain {
  private RecordFilesMain() {}

  /** With the folder to write to; without, the one of the tests. */
  public static void main(String[] args) throws IOException {
    write(args.length == 0 ? RecordFolder.ROOT : Path.of(args[0]));
  }

  static void write(Path root) throws IOException {
    new SettlementRecords(root).write();
    new FeeListRecords(root).write();
    new FrontPageRecords(root).write();
    new SharedDocumentRecords(root).write();
    new ResultMessageRecords(root).write();
    new InvoiceRecords(root).write();
  }
}
