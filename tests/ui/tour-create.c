/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The page for new songs, with what it says when something is wrong. */

#include "tour.h"

#include "refrain-prompt-history.h"

static void
source_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(RefrainSource **) user_data = refrain_library_put_source_finish (REFRAIN_LIBRARY (source),
                                                                     result, NULL);
}

static gboolean
is_ready_to_create (Tour *tour)
{
  return refrain_create_page_is_ready (tour->window->create_page);
}

static gboolean
has_sent (Tour *tour)
{
  return !refrain_create_page_is_sending (tour->window->create_page);
}

static RefrainRequest *
create_custom_request (void)
{
  RefrainRequest *request = refrain_request_new (REFRAIN_REQUEST_CUSTOM);

  refrain_request_set (&request->title, "Harbour Lights");
  refrain_request_set (&request->style, "warm folk, brushed drums, close voice");
  refrain_request_set (&request->lyrics,
                       "[Verse 1]\nThe ferries come in one by one\nand leave their lanterns on the "
                       "bay\n\n[Chorus]\nHarbour lights, harbour lights\ntell me I can stay\n");
  refrain_request_set (&request->model, "chirp-crow");
  refrain_request_set (&request->negative_style, "metal");
  refrain_request_set (&request->extra, "{\n  \"weirdness\": 0.4\n}");
  return request;
}

static void
use (Tour *tour, RefrainRequest *request, const char *gateway)
{
  refrain_create_page_use_request (tour->window->create_page, request, gateway);
  refrain_request_free (request);
}

static void
take_dialog (Tour *tour, const char *action, const char *name)
{
  GtkWindow *dialog;

  gtk_widget_activate_action (GTK_WIDGET (tour->window->create_page), action, NULL);
  dialog = tour_find_dialog (tour);
  tour_take_picture_of (tour, GTK_WIDGET (dialog), name);
  gtk_window_destroy (dialog);
}

static gboolean
has_prompts (Tour *tour)
{
  return g_list_model_get_n_items (
             refrain_prompt_history_get_prompts (REFRAIN_PROMPT_HISTORY (tour_find_dialog (tour))))
         > 1;
}

static void
visit_history (Tour *tour)
{
  GtkWidget *dialog;
  GListModel *prompts;

  gtk_widget_activate_action (GTK_WIDGET (tour->window->create_page), "create.history", NULL);
  dialog = GTK_WIDGET (tour_find_dialog (tour));
  tour_wait_for (tour, has_prompts, "what was asked for before");
  prompts = refrain_prompt_history_get_prompts (REFRAIN_PROMPT_HISTORY (dialog));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (RefrainPrompt) prompt = g_list_model_get_item (prompts, i);

      gtk_widget_activate_action (dialog, "history.choose", "(xb)",
                                  refrain_prompt_get_record (prompt)->row_id, TRUE);
    }
  tour_take_picture_of (tour, dialog, "create-history");
  gtk_widget_activate_action (dialog, "history.compare", NULL);
  tour_take_picture_of (tour, dialog, "create-compare");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

void
tour_visit_create (Tour *tour)
{
  RefrainLibrary *library = refrain_context_get_library (tour->context);
  g_autoptr (RefrainGatewayRecord) record = refrain_gateway_record_new (
      0, "Studio", "http://127.0.0.1:1", NULL, FALSE);
  g_autoptr (RefrainSource) source = NULL;
  g_autoptr (RefrainClip) clip = tour_find_clip (tour, "demo-harbour-lights", 0);
  RefrainRequest *request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);

  tour_show_view (tour, "create");
  tour_wait_for (tour, is_ready_to_create, "the draft");
  refrain_request_set (&request->description,
                       "A slow song about the last ferry of the evening, with a choir far away");
  use (tour, request, NULL);
  tour_take_all_sizes (tour, "create-describe");
  gtk_widget_activate_action (GTK_WIDGET (tour->window->create_page), "create.send", NULL);
  tour_wait_for (tour, has_sent, "the request");
  tour_take_picture (tour, "create-sent");
  refrain_library_put_source_async (library, record, NULL, NULL, source_put_cb, &source);
  while (source == NULL)
    g_main_context_iteration (NULL, TRUE);
  use (tour, create_custom_request (), "Studio");
  tour_take_all_sizes (tour, "create-custom");
  gtk_widget_activate_action (GTK_WIDGET (tour->window->create_page), "create.send", NULL);
  tour_wait_for (tour, has_sent, "the request");
  tour_take_all_sizes (tour, "create-error");
  request = create_custom_request ();
  refrain_request_set (&request->operation, "cover");
  refrain_request_set (&request->extra, "{ \"weirdness\": ");
  use (tour, request, NULL);
  gtk_widget_activate_action (GTK_WIDGET (tour->window->create_page), "create.send", NULL);
  tour_take_all_sizes (tour, "create-advanced");
  request = create_custom_request ();
  refrain_request_set (&request->extend_clip_id, refrain_clip_get_facts (clip)->id);
  request->extend_at = 42;
  use (tour, request, NULL);
  tour_take_all_sizes (tour, "create-extend-at");
  tour_activate_row (tour, "win.extend-clip", clip);
  gtk_widget_activate_action (GTK_WIDGET (tour->window->create_page), "create.send", NULL);
  tour_take_all_sizes (tour, "create-extend");
  visit_history (tour);
  take_dialog (tour, "create.write-lyrics", "create-write-lyrics");
}
