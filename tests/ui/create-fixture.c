/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "create-fixture.h"

#include <string.h>

RefrainCreatePage *
create_fixture_get_page (WindowFixture *fixture)
{
  return fixture->window->create_page;
}

static gboolean
is_ready (WindowFixture *fixture)
{
  RefrainCreatePage *page = create_fixture_get_page (fixture);

  return page != NULL && refrain_create_page_is_ready (page)
         && gtk_widget_get_mapped (GTK_WIDGET (page));
}

void
create_fixture_show (WindowFixture *fixture)
{
  window_fixture_activate (fixture, "win.create", NULL);
  window_fixture_wait (fixture, is_ready, "the page and its draft");
}

static void
source_put_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(RefrainSource **) user_data = refrain_library_put_source_finish (REFRAIN_LIBRARY (object),
                                                                     result, &error);
  g_assert_no_error (error);
}

/* Returns: (transfer full) */
RefrainSource *
create_fixture_add_source (WindowFixture *fixture, const char *name, const char *address)
{
  g_autoptr (RefrainGatewayRecord) record = refrain_gateway_record_new (0, name, address, NULL,
                                                                        FALSE);
  RefrainSource *source = NULL;

  refrain_library_put_source_async (refrain_context_get_library (fixture->context), record, NULL,
                                    NULL, source_put_cb, &source);
  while (source == NULL)
    g_main_context_iteration (NULL, TRUE);
  return source;
}

/* The toolkit loses what a stack shows when it goes in the middle of a transition. */
static void
stop_animations (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

void
create_fixture_set_up (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainSource) source = NULL;

  stop_animations ();
  window_fixture_set_up (fixture, unused);
  source = create_fixture_add_source (fixture, "Home",
                                      refrain_demo_gateway_get_address (fixture->gateway));
  create_fixture_show (fixture);
}

void
create_fixture_set_up_songs (WindowFixture *fixture, gconstpointer unused)
{
  stop_animations ();
  window_fixture_set_up_songs (fixture, unused);
  create_fixture_show (fixture);
}

/* With something in every member that the mode has. Returns: (transfer full) */
RefrainRequest *
create_fixture_request (RefrainRequestMode mode)
{
  RefrainRequest *request = refrain_request_new (mode);

  refrain_request_set (&request->model, "chirp-v4");
  if (mode != REFRAIN_REQUEST_CUSTOM)
    {
      refrain_request_set (&request->description, "A ferry in the rain,\nwith a choir");
      return request;
    }

  refrain_request_set (&request->title, "Last Ferry");
  refrain_request_set (&request->style, "warm folk, brushed drums");
  refrain_request_set (&request->lyrics, "[Verse]\nRain on the water\n\n[Chorus]\nHome, home\n");
  return request;
}

void
create_fixture_use (WindowFixture *fixture, const RefrainRequest *request)
{
  refrain_create_page_use_request (create_fixture_get_page (fixture), request, NULL);
}

void
create_fixture_do (WindowFixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (create_fixture_get_page (fixture)), action, NULL);
}

static gboolean
has_sent (WindowFixture *fixture)
{
  return !refrain_create_page_is_sending (create_fixture_get_page (fixture));
}

/* Sends, and waits until it is known what became of it. */
void
create_fixture_send (WindowFixture *fixture)
{
  create_fixture_do (fixture, "create.send");
  window_fixture_wait (fixture, has_sent, "what becomes of the request");
}

static GListModel *
get_tasks (WindowFixture *fixture)
{
  return refrain_library_get_tasks (refrain_context_get_library (fixture->context));
}

guint
create_fixture_count_tasks (WindowFixture *fixture)
{
  return g_list_model_get_n_items (get_tasks (fixture));
}

/* Returns: (transfer none) */
RefrainTask *
create_fixture_get_task (WindowFixture *fixture, guint position)
{
  g_autoptr (RefrainTask) task = g_list_model_get_item (get_tasks (fixture), position);

  g_assert_nonnull (task);
  /* The list holds it. */
  return task;
}

gboolean
create_fixture_has_text (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_get_mapped (child) && create_fixture_has_text (child, text))
        return TRUE;
    }

  return FALSE;
}

static GtkWidget *waiting_root;
static const char *waiting_text;

static gboolean
has_waiting_text (WindowFixture *fixture)
{
  return create_fixture_has_text (waiting_root, waiting_text);
}

void
create_fixture_wait_for_text (WindowFixture *fixture, GtkWidget *root, const char *text)
{
  waiting_root = root;
  waiting_text = text;
  window_fixture_wait (fixture, has_waiting_text, text);
}

/* Returns: (transfer none) (nullable) */
GtkWidget *
create_fixture_find_dialog (WindowFixture *fixture, GType type)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *link = toplevels; link != NULL; link = link->next)
    {
      if (g_type_is_a (G_OBJECT_TYPE (link->data), type) && gtk_widget_get_visible (link->data))
        return link->data;
    }

  return NULL;
}

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static gboolean
needs_name (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget)) == NULL
           && !GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget))
           && window_fixture_find (widget, GTK_TYPE_LABEL, NULL) == NULL
           && gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL
           && gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW) == NULL;

  return GTK_IS_TEXT_VIEW (widget) || GTK_IS_SWITCH (widget) || GTK_IS_SCALE (widget)
         || (GTK_IS_TEXT (widget) && !GTK_IS_ENTRY (gtk_widget_get_parent (widget)));
}

/* Everything that can be pressed or typed into says what it is. */
void
create_fixture_assert_named (GtkWidget *root)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_visible (child) || GTK_IS_SEARCH_ENTRY (child))
        continue;
      if (needs_name (child) && !has_name (child))
        g_error ("A %s in a %s has no name (%s)", G_OBJECT_TYPE_NAME (child),
                 G_OBJECT_TYPE_NAME (gtk_widget_get_parent (root)),
                 GTK_IS_BUTTON (child) ? gtk_button_get_icon_name (GTK_BUTTON (child)) : "");
      create_fixture_assert_named (child);
    }
}
