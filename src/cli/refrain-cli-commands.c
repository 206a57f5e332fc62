/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-commands.h"

#include <glib/gi18n-lib.h>

#define ALL (1 << REFRAIN_CLI_NONE)
#define FETCH (1 << REFRAIN_CLI_FETCH)
#define DECODE (1 << REFRAIN_CLI_DECODE)
#define LIST (1 << REFRAIN_CLI_LIST)
#define SAVE (1 << REFRAIN_CLI_SAVE)
#define VERIFY (1 << REFRAIN_CLI_VERIFY)
#define SERVE (1 << REFRAIN_CLI_SERVE_DEMO)
#define SUBMIT (1 << REFRAIN_CLI_SUBMIT)
#define LYRICS (1 << REFRAIN_CLI_LYRICS)
#define GATEWAYS (1 << REFRAIN_CLI_GATEWAYS)

#define PLACE(member) G_STRUCT_OFFSET (RefrainCliOptions, member)

static const RefrainCliCommand commands[] = {
  { REFRAIN_CLI_SUBMIT, "submit",
    "(--describe TEXT | --lyrics-file F --title T --style S) [--model M] [--instrumental] "
    "[--negative-style S] [--extend CLIP --at SECONDS] [--wait SECONDS] [--save DIR]",
    N_ ("Have the gateway make songs: sent once, and never lost"), 0, 0 },
  { REFRAIN_CLI_LYRICS, "lyrics", "TEXT [--wait SECONDS]",
    N_ ("Have the gateway write lyrics about some words"), 1, 1 },
  { REFRAIN_CLI_FETCH, "fetch", "ID… [--wait SECONDS] [--save DIR] [--video] [--cover]",
    N_ ("Ask the gateway for tasks and keep what it says"), 1, G_MAXUINT },
  { REFRAIN_CLI_LIST, "list",
    "[--query TEXT] [--verdict VERDICT] [--unsaved] [--at-risk] [--sort KEY] [--limit N]",
    N_ ("List the songs of the library"), 0, 0 },
  { REFRAIN_CLI_SHOW, "show", "ID|task:ROW", N_ ("Show one task or one song of the library"), 1,
    1 },
  { REFRAIN_CLI_RAW, "raw", "TASK_ID", N_ ("Print the gateway’s last answer about a task"), 1, 1 },
  { REFRAIN_CLI_SAVE, "save", "CLIP… | --all | --at-risk  --to DIR [--video] [--cover] [--lyrics]",
    N_ ("Save songs as verified files"), 0, G_MAXUINT },
  { REFRAIN_CLI_VERIFY, "verify", "[DIR]", N_ ("Check that saved files are what was saved"), 0, 1 },
  { REFRAIN_CLI_GATEWAYS, "gateways",
    "list | add NAME ADDRESS [--family F] [--key-stdin] | test [NAME] | remove NAME",
    N_ ("List, add, test or remove gateways"), 1, 3 },
  { REFRAIN_CLI_DECODE, "decode", "FILE|- [--http-status N]",
    N_ ("Print what one answer of a gateway means"), 1, 1 },
  { REFRAIN_CLI_SERVE_DEMO, "serve-demo", "[--port N] [--dir MEDIA] [--time-scale X]",
    N_ ("Run the demo gateway on this machine until interrupted"), 0, 0 },
};

/* Promised, so that nobody takes them for a typing mistake. */
static const char *const planned[] = { "rebuild", "import", "export", NULL };

static const RefrainCliOption options[] = {
  { "describe", 0, G_OPTION_ARG_STRING, PLACE (describe), SUBMIT, N_ ("TEXT"),
    N_ ("What the song is about; the gateway writes the rest") },
  { "lyrics-file", 0, G_OPTION_ARG_FILENAME, PLACE (lyrics_file), SUBMIT, N_ ("F"),
    N_ ("A file with the song’s lyrics; - is standard input") },
  { "title", 0, G_OPTION_ARG_STRING, PLACE (title), SUBMIT, N_ ("T"), N_ ("The song’s title") },
  { "style", 0, G_OPTION_ARG_STRING, PLACE (style), SUBMIT, N_ ("S"),
    N_ ("The song’s style: words with commas between them") },
  { "negative-style", 0, G_OPTION_ARG_STRING, PLACE (negative_style), SUBMIT, N_ ("S"),
    N_ ("What it should not sound like; some gateways only") },
  { "model", 0, G_OPTION_ARG_STRING, PLACE (model), SUBMIT, N_ ("M"),
    N_ ("The model; without it the gateway chooses") },
  { "instrumental", 0, G_OPTION_ARG_NONE, PLACE (instrumental), SUBMIT, NULL,
    N_ ("Without a voice; --style does without lyrics then") },
  { "extend", 0, G_OPTION_ARG_STRING, PLACE (extend), SUBMIT, N_ ("CLIP"),
    N_ ("Go on from this song of the library") },
  { "at", 0, G_OPTION_ARG_STRING, PLACE (at_text), SUBMIT, N_ ("SECONDS"),
    N_ ("Where in that song to go on; from its end without it") },
  { "family", 0, G_OPTION_ARG_STRING, PLACE (family), GATEWAYS, N_ ("F"),
    N_ ("How the gateway is asked; found out by asking without it") },
  { "wait", 0, G_OPTION_ARG_STRING, PLACE (wait_text), FETCH | SUBMIT | LYRICS, N_ ("SECONDS"),
    N_ ("Ask again until every task has ended, for so long at most") },
  { "save", 0, G_OPTION_ARG_FILENAME, PLACE (save_dir), FETCH | SUBMIT, N_ ("DIR"),
    N_ ("Save the songs to this folder, which is made when it is missing") },
  { "to", 0, G_OPTION_ARG_FILENAME, PLACE (save_dir), SAVE, N_ ("DIR"),
    N_ ("Save to this folder, which is made when it is missing") },
  { "all", 0, G_OPTION_ARG_NONE, PLACE (all), SAVE, NULL,
    N_ ("Save every song that is complete and has a file") },
  { "http-status", 0, G_OPTION_ARG_STRING, PLACE (status_text), DECODE, N_ ("N"),
    N_ ("The HTTP status that the answer came with") },
  { "query", 0, G_OPTION_ARG_STRING, PLACE (query), LIST, N_ ("TEXT"),
    N_ ("Only songs that have all these words in title, style, prompt or lyrics") },
  { "verdict", 0, G_OPTION_ARG_STRING, PLACE (verdict), LIST, N_ ("VERDICT"),
    N_ ("Only songs of this verdict: unheard, keep, later or reject") },
  { "unsaved", 0, G_OPTION_ARG_NONE, PLACE (unsaved), LIST, NULL,
    N_ ("Only songs that are not saved") },
  { "at-risk", 0, G_OPTION_ARG_NONE, PLACE (at_risk), LIST | SAVE, NULL,
    N_ ("Only songs that are complete, but not saved") },
  { "sort", 0, G_OPTION_ARG_STRING, PLACE (sort), LIST, N_ ("KEY"),
    N_ ("Order by created, title, style, duration or model") },
  { "limit", 0, G_OPTION_ARG_STRING, PLACE (limit_text), LIST, N_ ("N"),
    N_ ("List so many songs at most") },
  { "video", 0, G_OPTION_ARG_NONE, PLACE (video), FETCH | SUBMIT | SAVE, NULL,
    N_ ("Save the videos, too") },
  { "cover", 0, G_OPTION_ARG_NONE, PLACE (cover), FETCH | SUBMIT | SAVE, NULL,
    N_ ("Save the covers, too") },
  { "lyrics", 0, G_OPTION_ARG_NONE, PLACE (lyrics), SAVE, NULL, N_ ("Save the lyrics, too") },
  { "repair", 0, G_OPTION_ARG_NONE, PLACE (repair), VERIFY, NULL, NULL },
  { "port", 0, G_OPTION_ARG_STRING, PLACE (port_text), SERVE, N_ ("N"),
    N_ ("Listen on this port; any free one without it") },
  { "dir", 0, G_OPTION_ARG_FILENAME, PLACE (media_dir), SERVE, N_ ("MEDIA"),
    N_ ("Take the songs from this folder, which has a catalogue.json") },
  { "time-scale", 0, G_OPTION_ARG_STRING, PLACE (scale_text), SERVE, N_ ("X"),
    N_ ("How many seconds a second of the gateway takes") },
  { "list-scenarios", 0, G_OPTION_ARG_NONE, PLACE (list_scenarios), SERVE, NULL,
    N_ ("List the task ids that fail on purpose, and end") },
  { "gateway", 0, G_OPTION_ARG_STRING, PLACE (gateway), ALL, N_ ("NAME|URL"),
    N_ ("Which gateway; the first one of the library without it") },
  { "data-dir", 0, G_OPTION_ARG_FILENAME, PLACE (data_dir), ALL, N_ ("DIR"),
    N_ ("Where the library is") },
  { "json", 0, G_OPTION_ARG_NONE, PLACE (json), ALL, NULL,
    N_ ("Print one JSON document and nothing else") },
  { "key-stdin", 0, G_OPTION_ARG_NONE, PLACE (key_stdin), ALL, NULL,
    N_ ("Read the gateway’s key from standard input: gateways add keeps it, else for this run "
        "only") },
  { "version", 0, G_OPTION_ARG_NONE, PLACE (version), ALL, NULL, N_ ("Print the version") },
  { "help", 'h', G_OPTION_ARG_NONE, PLACE (help), ALL, NULL, N_ ("Print this help") },
};

/**
 * refrain_cli_commands_get:
 * @verb: a command
 *
 * Returns: (transfer none) (nullable): its row
 */
const RefrainCliCommand *
refrain_cli_commands_get (RefrainCliVerb verb)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (commands[i].verb == verb)
        return &commands[i];
    }

  return NULL;
}

/**
 * refrain_cli_commands_find:
 * @name: what was typed
 *
 * Returns: (transfer none) (nullable): the command of that name
 */
const RefrainCliCommand *
refrain_cli_commands_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, name))
        return &commands[i];
    }

  return NULL;
}

/**
 * refrain_cli_commands_is_planned:
 * @name: what was typed
 *
 * Returns: whether a later version will have this command
 */
gboolean
refrain_cli_commands_is_planned (const char *name)
{
  return g_strv_contains (planned, name);
}

/**
 * refrain_cli_commands_list:
 * @n_commands: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_commands): all commands, in the order of the help
 */
const RefrainCliCommand *
refrain_cli_commands_list (gsize *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}

/**
 * refrain_cli_commands_list_options:
 * @n_options: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_options): the options of all commands
 */
const RefrainCliOption *
refrain_cli_commands_list_options (gsize *n_options)
{
  *n_options = G_N_ELEMENTS (options);
  return options;
}
