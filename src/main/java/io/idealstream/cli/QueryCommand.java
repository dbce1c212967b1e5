package io.idealstream.cli;

import picocli.CommandLine.Command;

/** {@code query}: standing queries. */
@Command(
    name = "query",
    description = "Add, list, remove and explain standing queries.",
    subcommands = {QueryAdd.class, QueryList.class, QueryRemove.class, QueryExplain.class})
final class QueryCommand extends Group {}
