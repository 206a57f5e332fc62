/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-options.h"

#include "refrain-cli-commands.h"
#include "refrain-cli-error.h"
#include "refrain-family.h"
#include "refrain-query.h"
#include "refrain-request.h"
#include "refrain-states.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_WAIT (7 * 24 * 60 * 60)
/* Who wants a new song on the disk waits for it: most are made in three minutes. */
#define WAIT_TO_SAVE (10 * 60)
/* No song is longer. */
#define MAX_AT (24 * 60 * 60.0)

static gboolean
applies (const RefrainCliOption *option, RefrainCliVerb verb)
{
  return (option->verbs & (1u << REFRAIN_CLI_NONE)) != 0
         || (verb != REFRAIN_CLI_NONE && (option->verbs & (1u << verb)) != 0);
}

/* The options of a command, as GLib wants them. Ends with the rest, the arguments. */
static GOptionEntry *
build_entries (RefrainCliOptions *options, RefrainCliVerb verb)
{
  gsize n_rows;
  const RefrainCliOption *rows = refrain_cli_commands_list_options (&n_rows);
  GOptionEntry *entries = g_new0 (GOptionEntry, n_rows + 2);
  gsize n = 0;

  for (gsize i = 0; i < n_rows; i++)
    {
      if (!applies (&rows[i], verb))
        continue;
      entries[n].long_name = rows[i].name;
      entries[n].short_name = rows[i].letter;
      entries[n].arg = rows[i].type;
      entries[n++].arg_data = G_STRUCT_MEMBER_P (options, rows[i].offset);
    }
  if (verb != REFRAIN_CLI_NONE)
    {
      entries[n].long_name = G_OPTION_REMAINING;
      entries[n].arg = G_OPTION_ARG_FILENAME_ARRAY;
      entries[n].arg_data = &options->arguments;
    }

  return entries;
}

static gboolean
parse_with (RefrainCliOptions *options, RefrainCliVerb verb, char ***argv, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree GOptionEntry *entries = build_entries (options, verb);
  g_autoptr (GError) parse_error = NULL;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, FALSE);
  g_option_context_set_strict_posix (context, verb == REFRAIN_CLI_NONE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse_strv (context, argv, &parse_error))
    return TRUE;

  refrain_cli_set_usage (error, "%s", parse_error->message);
  return FALSE;
}

/* A key among the arguments can be read by every program on the machine, so that it is refused, and
 * never repeated in a message. */
static gboolean
refuse_key (char **argv, GError **error)
{
  for (guint i = 1; argv[i] != NULL && !g_str_equal (argv[i], "--"); i++)
    {
      if (!g_str_equal (argv[i], "--key") && !g_str_has_prefix (argv[i], "--key=")
          && !g_str_has_prefix (argv[i], "--api-key"))
        continue;
      refrain_cli_set_usage (
          error, "%s",
          _ ("A key is never taken from the arguments. Use REFRAIN_API_KEY or --key-stdin."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_number (
    const char *text, const char *name, guint min, guint max, guint *number, GError **error)
{
  guint64 value;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, min, max, &value, NULL))
    {
      refrain_cli_set_usage (error, _ ("%s takes a whole number from %u to %u, not “%s”."), name,
                             min, max, text);
      return FALSE;
    }

  *number = (guint) value;
  return TRUE;
}

static gboolean
read_scale (RefrainCliOptions *options, GError **error)
{
  char *end;

  options->time_scale = 1.0;
  if (options->scale_text == NULL)
    return TRUE;

  options->time_scale = g_ascii_strtod (options->scale_text, &end);
  if (end != options->scale_text && *end == '\0' && isfinite (options->time_scale)
      && options->time_scale >= 0.001 && options->time_scale <= 1000.0)
    return TRUE;

  refrain_cli_set_usage (error, _ ("--time-scale takes a number from 0.001 to 1000, not “%s”."),
                         options->scale_text);
  return FALSE;
}

static gboolean
read_at (RefrainCliOptions *options, GError **error)
{
  char *end;

  options->at = REFRAIN_EXTEND_AT_END;
  if (options->at_text == NULL)
    return TRUE;

  options->at = g_ascii_strtod (options->at_text, &end);
  if (end == options->at_text || *end != '\0' || !isfinite (options->at) || options->at < 0
      || options->at > MAX_AT)
    refrain_cli_set_usage (error, _ ("--at takes seconds from the beginning, not “%s”."),
                           options->at_text);
  else if (options->extend == NULL)
    refrain_cli_set_usage (error, "%s", _ ("--at needs --extend CLIP."));
  else
    return TRUE;

  return FALSE;
}

static gboolean
read_values (RefrainCliOptions *options, GError **error)
{
  gboolean is_new = options->verb == REFRAIN_CLI_SUBMIT;
  guint wait = 0;
  RefrainVerdict verdict;
  RefrainSort sort;

  if (!read_number (options->wait_text, "--wait", 0, MAX_WAIT, &wait, error)
      || !read_number (options->status_text, "--http-status", 100, 599, &options->http_status,
                       error)
      || !read_number (options->limit_text, "--limit", 1, G_MAXINT, &options->limit, error)
      || !read_number (options->port_text, "--port", 0, G_MAXUINT16, &options->port, error)
      || !read_scale (options, error) || !read_at (options, error))
    return FALSE;

  options->wait = options->wait_text != NULL            ? (int) wait
                  : is_new && options->save_dir != NULL ? WAIT_TO_SAVE
                                                        : -1;
  if (options->verdict != NULL && !refrain_verdict_from_string (options->verdict, &verdict))
    refrain_cli_set_usage (error, _ ("--verdict takes unheard, keep, later or reject, not “%s”."),
                           options->verdict);
  else if (options->sort != NULL && !refrain_sort_from_string (options->sort, &sort))
    refrain_cli_set_usage (error,
                           _ ("--sort takes created, title, style, duration or model, not “%s”."),
                           options->sort);
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_save (const RefrainCliOptions *options, guint n_arguments, GError **error)
{
  guint n_ways = (n_arguments > 0) + (options->all != FALSE) + (options->at_risk != FALSE);

  if (n_ways != 1)
    refrain_cli_set_usage (error, "%s",
                           _ ("save takes ids of songs, or --all, or --at-risk: one of them."));
  else if (options->save_dir == NULL)
    refrain_cli_set_usage (error, "%s", _ ("save needs --to DIR: the folder to save to."));
  else
    return TRUE;

  return FALSE;
}

/* What the request itself lacks is found when it is put together. */
static gboolean
check_submit (const RefrainCliOptions *options, GError **error)
{
  gboolean own_words = options->lyrics_file != NULL
                       || (options->instrumental && options->style != NULL);

  if (options->describe != NULL ? options->lyrics_file != NULL : !own_words)
    refrain_cli_set_usage (error, "%s",
                           _ ("submit takes --describe TEXT, or --lyrics-file F with --title and "
                              "--style: one of them."));
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_family (const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_families;
  const RefrainFamily *families = refrain_family_get_all (&n_families);

  for (guint i = 0; i < n_families; i++)
    {
      if (g_strcmp0 (families[i].name, name) == 0)
        return TRUE;
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", families[i].name);
    }

  refrain_cli_set_usage (error, _ ("--family takes one of these: %s."), names->str);
  return FALSE;
}

static gboolean
check_gateways (const RefrainCliOptions *options, guint n_arguments, GError **error)
{
  static const struct
  {
    const char *action;
    guint min;
    guint max;
  } actions[] = { { "list", 0, 0 }, { "add", 2, 2 }, { "test", 0, 1 }, { "remove", 1, 1 } };

  if (options->family != NULL && !check_family (options->family, error))
    return FALSE;
  for (gsize i = 0; n_arguments > 0 && i < G_N_ELEMENTS (actions); i++)
    {
      if (g_str_equal (options->arguments[0], actions[i].action) && n_arguments > actions[i].min
          && n_arguments <= actions[i].max + 1)
        return TRUE;
    }

  refrain_cli_set_usage (error, _ ("The command is used like this: refrain-cli %s %s"), "gateways",
                         refrain_cli_commands_get (REFRAIN_CLI_GATEWAYS)->synopsis);
  return FALSE;
}

/* What one command alone has to have. */
static gboolean
check_verb (const RefrainCliOptions *options, guint n_arguments, GError **error)
{
  if (options->verb == REFRAIN_CLI_SAVE)
    return check_save (options, n_arguments, error);
  if (options->verb == REFRAIN_CLI_SUBMIT)
    return check_submit (options, error);
  if (options->verb == REFRAIN_CLI_GATEWAYS)
    return check_gateways (options, n_arguments, error);

  return TRUE;
}

/* What no single option can know. */
static gboolean
check_command (const RefrainCliOptions *options, GError **error)
{
  const RefrainCliCommand *command = refrain_cli_commands_get (options->verb);
  guint n_arguments = g_strv_length (options->arguments);

  if (n_arguments < command->min_arguments || n_arguments > command->max_arguments)
    refrain_cli_set_usage (error, _ ("The command is used like this: refrain-cli %s %s"),
                           command->name, command->synopsis);
  else if (options->repair)
    refrain_cli_set_usage (error, "%s", _ ("--repair is not part of this version yet."));
  else if (options->save_dir != NULL && *options->save_dir == '\0')
    refrain_cli_set_usage (error, "%s", _ ("The name of the folder to save to is empty."));
  else if (options->verb != REFRAIN_CLI_SAVE && options->save_dir == NULL && options->cover)
    refrain_cli_set_usage (error, "%s", _ ("--cover needs --save DIR."));
  else if (options->verb != REFRAIN_CLI_SAVE && options->save_dir == NULL && options->video
           && options->wait < 0)
    refrain_cli_set_usage (error, "%s", _ ("--video needs --save DIR or --wait SECONDS."));
  else
    return check_verb (options, n_arguments, error);

  return FALSE;
}

static gboolean
choose_command (RefrainCliOptions *options, const char *name, GError **error)
{
  const RefrainCliCommand *command = refrain_cli_commands_find (name);
  g_autofree char *shown = NULL;

  if (command != NULL)
    {
      options->verb = command->verb;
      return TRUE;
    }

  shown = g_filename_display_name (name);
  if (refrain_cli_commands_is_planned (name))
    refrain_cli_set_usage (error, _ ("The command “%s” is not part of this version yet."), shown);
  else
    refrain_cli_set_usage (error, _ ("There is no command “%s”."), shown);
  return FALSE;
}

/* Whoever asks for JSON gets JSON even for a command line that makes no sense. */
static gboolean
asks_for_json (char **argv)
{
  for (guint i = 1; argv[i] != NULL && !g_str_equal (argv[i], "--"); i++)
    {
      if (g_str_equal (argv[i], "--json"))
        return TRUE;
    }

  return FALSE;
}

/**
 * refrain_cli_options_parse:
 * @options: filled in; cleared by the caller whatever the outcome
 * @argv: (array zero-terminated=1): the command line with the program's name
 * @error: return location for a %REFRAIN_CLI_ERROR_USAGE
 *
 * Reads a command line. Options of the program may stand before and after the command.
 *
 * Returns: whether it makes sense
 */
gboolean
refrain_cli_options_parse (RefrainCliOptions *options, char **argv, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (argv);
  gboolean understood;

  memset (options, 0, sizeof *options);
  options->wait = -1;
  understood = refuse_key (argv, error) && parse_with (options, REFRAIN_CLI_NONE, &rest, error);
  if (understood && rest[0] != NULL && rest[1] != NULL)
    {
      char **tail = g_strdupv (rest + 1);

      g_strfreev (g_steal_pointer (&rest));
      rest = tail;
      understood = choose_command (options, rest[0], error)
                   && parse_with (options, options->verb, &rest, error);
    }
  else if (understood && !options->help && !options->version)
    {
      refrain_cli_set_usage (error, "%s", _ ("Say what to do: a command is missing."));
      understood = FALSE;
    }

  if (options->arguments == NULL)
    options->arguments = g_new0 (char *, 1);
  if (understood && !options->help && !options->version)
    understood = read_values (options, error) && check_command (options, error);
  if (!understood)
    options->json = options->json || asks_for_json (argv);

  return understood;
}

/**
 * refrain_cli_options_clear:
 * @options: options
 */
void
refrain_cli_options_clear (RefrainCliOptions *options)
{
  gsize n_rows;
  const RefrainCliOption *rows = refrain_cli_commands_list_options (&n_rows);

  g_strfreev (options->arguments);
  for (gsize i = 0; i < n_rows; i++)
    {
      if (rows[i].type == G_OPTION_ARG_STRING || rows[i].type == G_OPTION_ARG_FILENAME)
        g_clear_pointer ((char **) G_STRUCT_MEMBER_P (options, rows[i].offset), g_free);
    }
  memset (options, 0, sizeof *options);
}

/**
 * refrain_cli_options_check_ids:
 * @arguments: (array zero-terminated=1): ids
 * @error: return location for a %REFRAIN_CLI_ERROR_USAGE
 *
 * Returns: whether all can be ids: text that is not empty and holds no control characters
 */
gboolean
refrain_cli_options_check_ids (char **arguments, GError **error)
{
  for (guint i = 0; arguments[i] != NULL; i++)
    {
      gboolean good = *arguments[i] != '\0' && g_utf8_validate (arguments[i], -1, NULL);

      for (const char *p = arguments[i]; good && *p != '\0'; p = g_utf8_next_char (p))
        good = !g_unichar_iscntrl (g_utf8_get_char (p));
      if (good)
        continue;
      refrain_cli_set_usage (error, "%s", _ ("An id is empty or no readable text."));
      return FALSE;
    }

  return TRUE;
}

static void
append_options (GString *text, RefrainCliVerb verb, gboolean common)
{
  gsize n_rows;
  const RefrainCliOption *rows = refrain_cli_commands_list_options (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      gboolean is_common = (rows[i].verbs & (1u << REFRAIN_CLI_NONE)) != 0;
      g_autofree char *left = NULL;

      if (rows[i].summary == NULL || is_common != common || !applies (&rows[i], verb))
        continue;
      left = g_strdup_printf ("--%s%s%s", rows[i].name, rows[i].argument != NULL ? " " : "",
                              rows[i].argument != NULL ? _ (rows[i].argument) : "");
      g_string_append_printf (text, "  %-22s %s\n", left, _ (rows[i].summary));
    }
}

/**
 * refrain_cli_options_dup_help:
 * @verb: a command, %REFRAIN_CLI_NONE for the program
 *
 * Returns: (transfer full): its help
 */
char *
refrain_cli_options_dup_help (RefrainCliVerb verb)
{
  GString *text = g_string_new (NULL);
  const RefrainCliCommand *command = refrain_cli_commands_get (verb);
  gsize n_commands;
  const RefrainCliCommand *commands = refrain_cli_commands_list (&n_commands);

  if (command != NULL)
    {
      g_string_append_printf (text, _ ("Usage: refrain-cli %s %s\n"), command->name,
                              command->synopsis);
      g_string_append_printf (text, "\n%s\n\n%s\n", _ (command->summary), _ ("Options:"));
      append_options (text, verb, FALSE);
    }
  else
    {
      g_string_append (text, _ ("Usage: refrain-cli [OPTION…] COMMAND [ARGUMENT…]\n"));
      g_string_append_printf (text, "\n%s\n", _ ("Commands:"));
      for (gsize i = 0; i < n_commands; i++)
        g_string_append_printf (text, "  %-22s %s\n", commands[i].name, _ (commands[i].summary));
      g_string_append_printf (text, "\n%s\n", _ ("Options:"));
    }
  append_options (text, verb, TRUE);
  g_string_append_printf (
      text, "\n%s\n",
      _ ("The key of a gateway comes from the keyring, REFRAIN_API_KEY or --key-stdin.\n"
         "Exit status: 0 all done, 1 some item failed, 2 usage, 3 key refused,\n"
         "4 gateway not reachable or not a gateway, 5 no such task or song."));

  return g_string_free (text, FALSE);
}
