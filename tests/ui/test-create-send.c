/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sending new songs to the demo gateway, and what the page says of it. */

#include "create-fixture.h"

#include "refrain-gateway-error.h"
#include "refrain-request-json.h"

static void
send_filled (WindowFixture *fixture, const RefrainRequest *request)
{
  create_fixture_use (fixture, request);
  create_fixture_send (fixture);
}

static void
assert_page_says (WindowFixture *fixture, const char *text)
{
  create_fixture_wait_for_text (fixture, GTK_WIDGET (create_fixture_get_page (fixture)), text);
}

static RefrainSubmitState
get_submit_state (WindowFixture *fixture)
{
  return refrain_task_get_record (create_fixture_get_task (fixture, 0))->submit_state;
}

static void
assert_form_kept (WindowFixture *fixture, const RefrainRequest *request)
{
  g_autoptr (RefrainRequest) filled = refrain_create_page_dup_request (
      create_fixture_get_page (fixture));

  g_assert_true (refrain_request_equal (filled, request));
}

static void
test_sent (WindowFixture *fixture, gconstpointer unused)
{
  for (guint mode = REFRAIN_REQUEST_DESCRIBE; mode <= REFRAIN_REQUEST_CUSTOM; mode++)
    {
      g_autoptr (RefrainRequest) request = create_fixture_request (mode);

      send_filled (fixture, request);
      assert_page_says (fixture, "Sent");
      assert_form_kept (fixture, request);
      g_assert_cmpuint (create_fixture_count_tasks (fixture), ==, mode + 1);
      g_assert_cmpint (get_submit_state (fixture), ==, REFRAIN_SUBMIT_STATE_SENT);
      g_assert_nonnull (refrain_task_get_facts (create_fixture_get_task (fixture, 0))->id);
      g_assert_false (refrain_send_bar_has_note (create_fixture_get_page (fixture)->bar));
    }
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->gateway), ==, 2);
}

/* As the page's own controller gets it, before any text does. */
static gboolean
press_key (WindowFixture *fixture, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (
      GTK_WIDGET (create_fixture_get_page (fixture)));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean taken = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_assert_cmpint (gtk_event_controller_get_propagation_phase (controller), ==,
                       GTK_PHASE_CAPTURE);
      g_signal_emit_by_name (controller, "key-pressed", key, 0, GDK_CONTROL_MASK, &taken);
      if (taken)
        return TRUE;
    }

  return FALSE;
}

/* A double click, a key that repeats. */
static void
test_double_press (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) request = create_fixture_request (REFRAIN_REQUEST_DESCRIBE);

  create_fixture_use (fixture, request);
  create_fixture_do (fixture, "create.send");
  g_assert_true (refrain_create_page_is_sending (create_fixture_get_page (fixture)));
  create_fixture_do (fixture, "create.send");
  g_assert_true (press_key (fixture, GDK_KEY_Return));
  create_fixture_send (fixture);
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->gateway), ==, 1);
  g_assert_cmpuint (create_fixture_count_tasks (fixture), ==, 1);

  /* On purpose and later it is another one. */
  g_assert_true (press_key (fixture, GDK_KEY_Return));
  g_assert_true (refrain_create_page_is_sending (create_fixture_get_page (fixture)));
  create_fixture_send (fixture);
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->gateway), ==, 2);
}

static void
test_refused (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) request = create_fixture_request (REFRAIN_REQUEST_CUSTOM);
  GtkWidget *page = GTK_WIDGET (create_fixture_get_page (fixture));

  refrain_demo_gateway_fail_next (fixture->gateway, "POST /suno/submit/*", 1, 403);
  send_filled (fixture, request);
  assert_page_says (fixture, "The gateway refused this");
  assert_form_kept (fixture, request);
  g_assert_nonnull (window_fixture_find (page, GTK_TYPE_BUTTON, "_Details"));
  g_assert_null (window_fixture_find (page, GTK_TYPE_BUTTON, "_Try Again"));
  g_assert_cmpint (get_submit_state (fixture), ==, REFRAIN_SUBMIT_STATE_REFUSED);
}

static void
test_not_sent (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) request = create_fixture_request (REFRAIN_REQUEST_CUSTOM);
  GtkWidget *page = GTK_WIDGET (create_fixture_get_page (fixture));

  refrain_demo_gateway_stop (fixture->gateway);
  send_filled (fixture, request);
  assert_page_says (fixture, "Not sent: it never left this computer");
  assert_form_kept (fixture, request);
  g_assert_cmpint (get_submit_state (fixture), ==, REFRAIN_SUBMIT_STATE_NOT_SENT);

  window_fixture_start_gateway (fixture);
  g_assert_nonnull (window_fixture_find (page, GTK_TYPE_BUTTON, "_Try Again"));
  create_fixture_send (fixture);
  assert_page_says (fixture, "Sent");
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->gateway), ==, 1);
}

static gboolean
asks (WindowFixture *fixture)
{
  return create_fixture_find_dialog (fixture, ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

static gboolean
asks_no_more (WindowFixture *fixture)
{
  return !asks (fixture);
}

static void
answer (WindowFixture *fixture, const char *response)
{
  GtkWidget *dialog = create_fixture_find_dialog (fixture, ADW_TYPE_MESSAGE_DIALOG);

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  window_fixture_wait (fixture, asks_no_more, "the question to go");
}

static gboolean
has_sent (WindowFixture *fixture)
{
  return !refrain_create_page_is_sending (create_fixture_get_page (fixture));
}

/* The gateway took it and the answer got lost: the same is not sent again without a question. */
static void
test_maybe (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) request = create_fixture_request (REFRAIN_REQUEST_CUSTOM);
  GtkWidget *page = GTK_WIDGET (create_fixture_get_page (fixture));

  refrain_demo_gateway_lose_next (fixture->gateway, "POST /suno/submit/*", 1,
                                  REFRAIN_DEMO_LOSS_ERROR);
  send_filled (fixture, request);
  assert_page_says (fixture, "The gateway may have accepted this");
  assert_page_says (fixture, "Look in Tasks before you send it again.");
  g_assert_nonnull (window_fixture_find (page, GTK_TYPE_BUTTON, "Show _Task"));
  assert_form_kept (fixture, request);
  g_assert_cmpint (get_submit_state (fixture), ==, REFRAIN_SUBMIT_STATE_MAYBE);
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->gateway), ==, 1);

  create_fixture_do (fixture, "create.send");
  window_fixture_wait (fixture, asks, "the question");
  create_fixture_do (fixture, "create.send");
  answer (fixture, "cancel");
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->gateway), ==, 1);

  create_fixture_do (fixture, "create.send");
  window_fixture_wait (fixture, asks, "the question");
  answer (fixture, "send");
  window_fixture_wait (fixture, has_sent, "what becomes of the request");
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->gateway), ==, 2);

  /* Anything else is sent without one. */
  refrain_request_set (&request->title, "Another");
  send_filled (fixture, request);
  g_assert_false (asks (fixture));
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->gateway), ==, 3);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainFetchOutcome) outcome = refrain_library_fetch_finish (REFRAIN_LIBRARY (source),
                                                                          result, &error);

  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* What the gateway was asked for, as it tells itself. */
static RefrainRequest *
fetch_request (WindowFixture *fixture)
{
  RefrainLibrary *library = refrain_context_get_library (fixture->context);
  RefrainTask *task = create_fixture_get_task (fixture, 0);
  g_autoptr (RefrainSource) source = refrain_library_find_source (library, "Home");
  const char *const ids[] = { refrain_task_get_facts (task)->id, NULL };
  gboolean done = FALSE;

  refrain_library_fetch_async (library, source, ids, NULL, fetched_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (refrain_task_get_facts (task)->request);
  return refrain_request_from_json (refrain_task_get_facts (task)->request);
}

static gboolean
is_extending (WindowFixture *fixture)
{
  g_autoptr (RefrainRequest) request = NULL;

  if (create_fixture_get_page (fixture) == NULL)
    return FALSE;
  request = refrain_create_page_dup_request (create_fixture_get_page (fixture));
  return request->extend_clip_id != NULL;
}

static void
test_extend (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainClip) clip = window_fixture_get_clip (fixture, 0);
  const RefrainClipFacts *facts = refrain_clip_get_facts (clip);
  RefrainCreatePage *page = create_fixture_get_page (fixture);
  g_autoptr (RefrainRequest) request = NULL;
  g_autoptr (RefrainRequest) told = NULL;

  window_fixture_activate (fixture, "win.extend-clip", "x", refrain_clip_get_row_id (clip));
  window_fixture_wait (fixture, is_extending, "the song to extend");
  assert_page_says (fixture, "Goes on from");
  request = refrain_create_page_dup_request (page);
  g_assert_cmpstr (request->extend_clip_id, ==, facts->id);
  g_assert_cmpstr (request->extend_task_id, ==, facts->task_id);
  g_assert_cmpstr (request->style, ==, facts->style);
  g_assert_cmpfloat (request->extend_at, ==, REFRAIN_EXTEND_AT_END);

  request->extend_at = 42.5;
  refrain_request_set (&request->lyrics, "[Verse 3]\nAnd on\n");
  send_filled (fixture, request);
  assert_page_says (fixture, "Sent");
  told = fetch_request (fixture);
  g_assert_cmpstr (told->extend_clip_id, ==, facts->id);
  g_assert_cmpfloat (told->extend_at, ==, 42.5);
}

static gboolean
is_filled (WindowFixture *fixture)
{
  g_autoptr (RefrainRequest) request = NULL;
  g_autofree char *summary = NULL;

  if (create_fixture_get_page (fixture) == NULL)
    return FALSE;
  request = refrain_create_page_dup_request (create_fixture_get_page (fixture));
  summary = refrain_request_dup_summary (request);
  return summary != NULL;
}

static void
test_use_settings (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainClip) clip = window_fixture_get_clip (fixture, 0);
  g_autoptr (RefrainRequest) filled = NULL;
  g_autoptr (RefrainRequest) expected = NULL;
  RefrainTask *task = refrain_library_find_task (refrain_context_get_library (fixture->context),
                                                 refrain_clip_get_record (clip)->task_row);

  window_fixture_activate (fixture, "win.show-view", "s", "songs");
  window_fixture_activate (fixture, "win.use-settings", "x", refrain_clip_get_row_id (clip));
  g_assert_true (window_fixture_get_page (fixture)
                 == GTK_WIDGET (create_fixture_get_page (fixture)));
  window_fixture_wait (fixture, is_filled, "the settings");
  filled = refrain_create_page_dup_request (create_fixture_get_page (fixture));
  expected = refrain_forms_request_of_task (task);
  g_assert_true (refrain_request_equal (filled, expected));

  create_fixture_do (fixture, "create.clear");
  window_fixture_activate (fixture, "win.use-task-settings", "x", refrain_task_get_row_id (task));
  g_clear_pointer (&filled, refrain_request_free);
  filled = refrain_create_page_dup_request (create_fixture_get_page (fixture));
  g_assert_true (refrain_request_equal (filled, expected));
}

/* Closing the window does not stop what is on its way. */
static void
test_close_while_sending (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) request = create_fixture_request (REFRAIN_REQUEST_DESCRIBE);

  create_fixture_use (fixture, request);
  create_fixture_do (fixture, "create.send");
  window_fixture_close (fixture);
  window_fixture_open (fixture);
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->gateway), <=, 1);
  g_assert_cmpuint (create_fixture_count_tasks (fixture), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, set_up, test)                                                                    \
  g_test_add (path, WindowFixture, NULL, set_up, test, window_fixture_tear_down)
  ADD ("/create-send/sent", create_fixture_set_up, test_sent);
  ADD ("/create-send/double-press", create_fixture_set_up, test_double_press);
  ADD ("/create-send/refused", create_fixture_set_up, test_refused);
  ADD ("/create-send/not-sent", create_fixture_set_up, test_not_sent);
  ADD ("/create-send/maybe", create_fixture_set_up, test_maybe);
  ADD ("/create-send/extend", create_fixture_set_up_songs, test_extend);
  ADD ("/create-send/use-settings", create_fixture_set_up_songs, test_use_settings);
  ADD ("/create-send/close-while-sending", create_fixture_set_up, test_close_while_sending);
#undef ADD
  return g_test_run ();
}
