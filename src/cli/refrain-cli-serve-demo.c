/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-verbs.h"

#include "config.h"

#include "refrain-cli-document.h"
#include "refrain-cli-table.h"
#include "refrain-demo-gateway.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>

/* The installed songs, else those of the source tree, so that it runs before it is installed. */
static const char *
choose_media_dir (const RefrainCliOptions *options)
{
  const char *from_environment = g_getenv ("REFRAIN_DEMO_MEDIA");

  if (options->media_dir != NULL)
    return options->media_dir;
  if (from_environment != NULL && *from_environment != '\0')
    return from_environment;
  if (g_file_test (REFRAIN_DEMO_MEDIA_DIR "/catalogue.json", G_FILE_TEST_EXISTS))
    return REFRAIN_DEMO_MEDIA_DIR;

  return REFRAIN_SOURCE_DEMO_MEDIA_DIR;
}

/**
 * refrain_cli_serve_demo_dup_scenarios:
 *
 * Returns: (transfer full): the task ids that fail on purpose, for people
 */
char *
refrain_cli_serve_demo_dup_scenarios (void)
{
  gsize n_scenarios;
  g_autofree RefrainDemoScenarioInfo *list = refrain_demo_gateway_list_scenarios (&n_scenarios);
  g_autoptr (RefrainCliTable) table = refrain_cli_table_new (2, 1);
  g_autoptr (GString) text = g_string_new (_ ("Task ids that fail or behave on purpose:\n"));

  for (gsize i = 0; i < n_scenarios; i++)
    {
      refrain_cli_table_add (table, list[i].name, REFRAIN_CLI_BOLD);
      refrain_cli_table_add (table, list[i].description, REFRAIN_CLI_PLAIN);
    }
  refrain_cli_table_append_to (table, text, "  ");
  return g_strdup (text->str);
}

static void
set_scenarios (JsonObject *document)
{
  gsize n_scenarios;
  g_autofree RefrainDemoScenarioInfo *list = refrain_demo_gateway_list_scenarios (&n_scenarios);
  JsonArray *array = json_array_new ();

  for (gsize i = 0; i < n_scenarios; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "task_id", list[i].name);
      json_object_set_string_member (object, "description", list[i].description);
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (document, "scenarios", array);
  json_object_set_null_member (document, "error");
}

static char *
build_document (RefrainDemoGateway *gateway)
{
  g_autoptr (JsonObject) document = json_object_new ();
  g_auto (GStrv) ids = refrain_demo_gateway_dup_task_ids (gateway);
  JsonArray *array = json_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    json_array_add_string_element (array, ids[i]);
  json_object_set_string_member (document, "address", refrain_demo_gateway_get_address (gateway));
  json_object_set_array_member (document, "task_ids", array);
  set_scenarios (document);
  text = refrain_cli_document_to_text (document);
  return g_strconcat (text, "\n", NULL);
}

/* The address stands alone in the first line, for scripts. */
static char *
build_text (RefrainDemoGateway *gateway)
{
  const char *address = refrain_demo_gateway_get_address (gateway);
  g_auto (GStrv) ids = refrain_demo_gateway_dup_task_ids (gateway);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n\n", address);
  g_string_append_printf (text, _ ("The demo gateway runs. In another terminal, try:\n"));
  g_string_append_printf (text, "  refrain-cli --gateway %s fetch %s\n\n%s", address,
                          ids[0] != NULL ? ids[0] : "ID", _ ("Songs:"));
  for (guint i = 0; ids[i] != NULL; i++)
    g_string_append_printf (text, " %s", ids[i]);
  g_string_append_printf (text, "\n%s\n%s\n",
                          _ ("What fails on purpose: refrain-cli serve-demo --list-scenarios"),
                          _ ("Stop it with Ctrl+C."));
  return g_strdup (text->str);
}

static gboolean
stop_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static void
serve (RefrainDemoGateway *gateway, const RefrainCliOptions *options, RefrainCliReport *report)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *text = options->json ? build_document (gateway) : build_text (gateway);
  guint interrupt_source = g_unix_signal_add (SIGINT, stop_cb, loop);
  guint terminate_source = g_unix_signal_add (SIGTERM, stop_cb, loop);

  report->is_empty = TRUE;
  refrain_cli_report_write (text);
  g_main_loop_run (loop);
  g_source_remove (interrupt_source);
  g_source_remove (terminate_source);
  refrain_demo_gateway_stop (gateway);
}

/**
 * refrain_cli_serve_demo:
 *
 * Runs the demo gateway until it is interrupted, which is its proper end.
 */
void
refrain_cli_serve_demo (const RefrainCliOptions *options, RefrainCliReport *report)
{
  const char *key = g_getenv ("REFRAIN_DEMO_KEY");
  g_autoptr (RefrainDemoGateway) gateway = NULL;
  g_autoptr (GError) error = NULL;

  if (options->list_scenarios)
    {
      g_autofree char *scenarios = refrain_cli_serve_demo_dup_scenarios ();

      g_string_append (report->text, scenarios);
      report->document = json_object_new ();
      set_scenarios (report->document);
      return;
    }

  gateway = refrain_demo_gateway_new (choose_media_dir (options));
  refrain_demo_gateway_set_required_key (gateway, key != NULL && *key != '\0' ? key : NULL);
  refrain_demo_gateway_set_time_scale (gateway, options->time_scale);
  if (refrain_demo_gateway_start (gateway, (guint16) options->port, &error))
    serve (gateway, options, report);
  else
    refrain_cli_report_fail (report, NULL, error);
}
