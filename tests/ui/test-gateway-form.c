/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The form for a gateway: what it finds out, whom it shows the key, what it keeps. */

#include "config.h"

#include "tasks-fixture.h"

#include "refrain-gateway-dialog.h"
#include "refrain-gateway-form.h"

#define KEY "sk-very-secret-0123456789"

typedef struct
{
  TasksFixture base;
  RefrainGatewayForm *form;
  const char *address; /* of the demo gateway */
} FormFixture;

#define child(form, name)                                                                          \
  (G_OBJECT (gtk_widget_get_template_child (GTK_WIDGET (form), REFRAIN_TYPE_GATEWAY_FORM, name)))

static void
set_up (FormFixture *fixture, gconstpointer data)
{
  tasks_fixture_set_up (&fixture->base);
  fixture->address = refrain_demo_gateway_get_address (fixture->base.demo);
  fixture->form = REFRAIN_GATEWAY_FORM (refrain_gateway_form_new (fixture->base.context, NULL));
  adw_toast_overlay_set_child (fixture->base.overlay, GTK_WIDGET (fixture->form));
  gtk_window_present (fixture->base.window);
}

static void
tear_down (FormFixture *fixture, gconstpointer data)
{
  tasks_fixture_tear_down (&fixture->base);
}

static void
type (FormFixture *fixture, const char *field, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (child (fixture->form, field)), text);
}

static gboolean
is_judged (gpointer form)
{
  return refrain_gateway_form_get_verdict (form) >= REFRAIN_GATEWAY_GOOD;
}

static void
expect (FormFixture *fixture, RefrainGatewayVerdict verdict, const char *words)
{
  tasks_fixture_wait (is_judged, fixture->form);
  g_test_message ("%s", refrain_gateway_form_get_result (fixture->form));
  g_assert_cmpint (refrain_gateway_form_get_verdict (fixture->form), ==, verdict);
  g_assert_nonnull (strstr (refrain_gateway_form_get_result (fixture->form), words));
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(gpointer *) user_data = refrain_gateway_form_save_finish (REFRAIN_GATEWAY_FORM (object), result,
                                                              &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static RefrainSource *
save (RefrainGatewayForm *form)
{
  gpointer source = NULL;

  g_assert_true (refrain_gateway_form_get_can_save (form));
  refrain_gateway_form_save_async (form, NULL, saved_cb, &source);
  tasks_fixture_wait (is_set, &source);
  return source;
}

static void
test_good (FormFixture *fixture, gconstpointer data)
{
  GObject *address = child (fixture->form, "address");

  g_assert_false (refrain_gateway_form_get_can_save (fixture->form));
  type (fixture, "address", fixture->address);
  expect (fixture, REFRAIN_GATEWAY_GOOD, "answers");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child (fixture->form, "name"))), ==,
                   "127.0.0.1");
  g_assert_true (refrain_gateway_form_get_can_save (fixture->form));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (address),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       refrain_gateway_form_get_result (fixture->form));
}

/* What answers is found out, family by family, and kept. */
static void
test_families (FormFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *path;
    const char *family;
    const char *found;
  } cases[] = {
    { "", "new-api", "Found: New API / Suno-API" },
    { "/goapi", "goapi", "Found: GoAPI" },
    { "/sunoapi", "sunoapi", "Found: sunoapi.org / kie.ai" },
    { "/acedata", "acedata", "Found: Ace Data Cloud" },
    { "/gcui", "gcui", "Found: gcui-art/suno-api" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = g_strconcat (fixture->address, cases[i].path, NULL);
      g_autoptr (RefrainSource) source = NULL;

      type (fixture, "address", address);
      expect (fixture, REFRAIN_GATEWAY_GOOD, "answers");
      g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (child (fixture->form, "kind"))),
                       ==, cases[i].found);
      source = save (fixture->form);
      g_assert_cmpstr (refrain_source_get_record (source)->family, ==, cases[i].family);
    }
}

/* Whoever knows better is believed. */
static void
test_chosen_family (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *address = g_strconcat (fixture->address, "/goapi", NULL);
  g_autoptr (RefrainSource) source = NULL;

  adw_combo_row_set_selected (ADW_COMBO_ROW (child (fixture->form, "kind")), 3);
  type (fixture, "address", address);
  tasks_fixture_wait (is_judged, fixture->form);
  source = save (fixture->form);
  g_assert_cmpstr (refrain_source_get_record (source)->family, ==, "sunoapi");
}

/* Each trouble has its sentence, and says what to do. */
static void
test_troubles (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_strconcat (fixture->address, "/nowhere/at/all", NULL);
  const struct
  {
    const char *address;
    const char *what;
    const char *advice;
  } cases[] = {
    { missing, "Leave out /nowhere/at/all?", "Leave out" },
    { "http://gateway.invalid", "No host of the name gateway.invalid was found", "try again" },
    { "http://127.0.0.1:1", "the connection was refused", "try again" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      type (fixture, "address", cases[i].address);
      expect (fixture, REFRAIN_GATEWAY_BAD, cases[i].what);
      g_assert_nonnull (strstr (refrain_gateway_form_get_result (fixture->form), cases[i].advice));
    }
}

static void
test_key (FormFixture *fixture, gconstpointer data)
{
  refrain_demo_gateway_set_required_key (fixture->base.demo, KEY);
  type (fixture, "address", fixture->address);
  expect (fixture, REFRAIN_GATEWAY_WANTS_KEY, "asks for a key");
  type (fixture, "key", "wrong");
  expect (fixture, REFRAIN_GATEWAY_BAD, "refuses the key");
  type (fixture, "key", KEY);
  expect (fixture, REFRAIN_GATEWAY_GOOD, "takes the key");
}

/* A key that was typed before the address goes nowhere until the user says that this is the one. */
static void
test_key_waits_for_address (FormFixture *fixture, gconstpointer data)
{
  refrain_demo_gateway_set_required_key (fixture->base.demo, KEY);
  type (fixture, "key", KEY);
  type (fixture, "address", fixture->address);
  expect (fixture, REFRAIN_GATEWAY_WANTS_KEY, "asks for a key");
  refrain_gateway_form_test (fixture->form);
  expect (fixture, REFRAIN_GATEWAY_GOOD, "takes the key");
}

static void
test_page (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *address = g_strconcat (fixture->address, "/panel", NULL);
  GtkWidget *leave_out = GTK_WIDGET (child (fixture->form, "leave_out"));

  type (fixture, "address", address);
  expect (fixture, REFRAIN_GATEWAY_BAD, "web page, not a gateway. Leave out /panel?");
  g_assert_true (gtk_widget_get_visible (leave_out));
  g_signal_emit_by_name (leave_out, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child (fixture->form, "address"))), ==,
                   fixture->address);
  g_assert_false (gtk_widget_get_visible (leave_out));
  expect (fixture, REFRAIN_GATEWAY_GOOD, "answers");
}

static void
test_refused (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *address = g_strdup (fixture->address);

  refrain_demo_gateway_stop (fixture->base.demo);
  type (fixture, "address", address);
  expect (fixture, REFRAIN_GATEWAY_BAD, "the connection was refused");
  g_assert_true (refrain_gateway_form_get_can_save (fixture->form));
}

static void
test_not_an_address (FormFixture *fixture, gconstpointer data)
{
  type (fixture, "address", "ftp://gateway.example");
  expect (fixture, REFRAIN_GATEWAY_BAD, "no http or https address");
  g_assert_false (refrain_gateway_form_get_can_save (fixture->form));
}

/* The answer to an address that is no longer there must not be shown. */
static void
test_late_answer (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *page = g_strconcat (fixture->address, "/panel", NULL);

  type (fixture, "address", page);
  refrain_gateway_form_test (fixture->form);
  type (fixture, "address", fixture->address);
  refrain_gateway_form_test (fixture->form);
  expect (fixture, REFRAIN_GATEWAY_GOOD, "answers");
}

static gboolean
holds_key (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *contents = NULL;
  gsize length;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      if (holds_key (inside))
        return TRUE;
    }

  return dir == NULL && g_file_get_contents (path, &contents, &length, NULL)
         && g_strstr_len (contents, (gssize) length, KEY) != NULL;
}

static void
test_save (FormFixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (REFRAIN_APPLICATION_ID);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (RefrainSource) source = NULL;
  g_auto (GStrv) keys = NULL;

  type (fixture, "address", fixture->address);
  type (fixture, "key", KEY);
  type (fixture, "name", "Studio");
  source = save (fixture->form);
  g_assert_cmpstr (refrain_source_get_name (source), ==, "Studio");
  g_assert_cmpstr (refrain_source_get_address (source), ==, fixture->address);
  g_assert_true (refrain_gateway_has_key (refrain_source_get_gateway (source)));

  g_assert_false (holds_key (fixture->base.folder));
  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (GVariant) value = g_settings_get_value (settings, keys[i]);
      g_autofree char *text = g_variant_print (value, FALSE);

      g_assert_null (strstr (text, KEY));
    }
}

static void
test_name_is_taken (FormFixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainSource) source = NULL;

  type (fixture, "address", fixture->address);
  source = save (fixture->form);
  /* The same host again: the name that the form proposes replaces nothing. */
  type (fixture, "address", "http://127.0.0.1:1/v1");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child (fixture->form, "name"))), ==,
                   "127.0.0.1 2");
  g_assert_true (refrain_gateway_form_get_can_save (fixture->form));
  type (fixture, "name", "127.0.0.1");
  g_assert_false (refrain_gateway_form_get_can_save (fixture->form));
}

static void
test_edit (FormFixture *fixture, gconstpointer data)
{
  RefrainGatewayForm *form;
  g_autoptr (RefrainSource) source = NULL;
  g_autoptr (RefrainSource) edited = NULL;

  refrain_demo_gateway_set_required_key (fixture->base.demo, KEY);
  type (fixture, "address", fixture->address);
  type (fixture, "key", KEY);
  source = save (fixture->form);

  form = REFRAIN_GATEWAY_FORM (refrain_gateway_form_new (fixture->base.context, source));
  adw_toast_overlay_set_child (fixture->base.overlay, GTK_WIDGET (form));
  fixture->form = form;
  expect (fixture, REFRAIN_GATEWAY_GOOD, "takes the key");
  type (fixture, "name", "Home");
  edited = save (form);
  g_assert_cmpint (refrain_source_get_row_id (edited), ==, refrain_source_get_row_id (source));
  g_assert_cmpstr (refrain_source_get_name (edited), ==, "Home");
  g_assert_true (refrain_gateway_has_key (refrain_source_get_gateway (edited)));
  g_assert_cmpuint (g_list_model_get_n_items (refrain_library_get_sources (
                        refrain_context_get_library (fixture->base.context))),
                    ==, 1);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
test_dialog (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = refrain_gateway_dialog_new (fixture->base.context, fixture->base.presenter,
                                                  NULL);
  GtkWidget *save_button = GTK_WIDGET (
      gtk_widget_get_template_child (dialog, REFRAIN_TYPE_GATEWAY_DIALOG, "save"));
  gpointer weak = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_false (gtk_widget_get_sensitive (save_button));
  fixture->form = REFRAIN_GATEWAY_FORM (
      tasks_find_widget (dialog, REFRAIN_TYPE_GATEWAY_FORM, NULL));
  type (fixture, "address", "http://127.0.0.1:1");
  expect (fixture, REFRAIN_GATEWAY_BAD, "refused");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (save_button)), ==, "_Save Anyway");
  g_assert_true (gtk_widget_get_sensitive (save_button));
  g_signal_emit_by_name (save_button, "clicked");
  tasks_fixture_wait (is_gone, &weak);
  g_assert_cmpuint (g_list_model_get_n_items (refrain_library_get_sources (
                        refrain_context_get_library (fixture->base.context))),
                    ==, 1);
}

static void
add (const char *path, void (*test) (FormFixture *, gconstpointer))
{
  g_test_add (path, FormFixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  adw_init ();
  g_test_init (&argc, &argv, NULL);
  add ("/gateway-form/good", test_good);
  add ("/gateway-form/families", test_families);
  add ("/gateway-form/chosen-family", test_chosen_family);
  add ("/gateway-form/troubles", test_troubles);
  add ("/gateway-form/key", test_key);
  add ("/gateway-form/key-waits-for-address", test_key_waits_for_address);
  add ("/gateway-form/page", test_page);
  add ("/gateway-form/refused", test_refused);
  add ("/gateway-form/not-an-address", test_not_an_address);
  add ("/gateway-form/late-answer", test_late_answer);
  add ("/gateway-form/save", test_save);
  add ("/gateway-form/name-is-taken", test_name_is_taken);
  add ("/gateway-form/edit", test_edit);
  add ("/gateway-form/dialog", test_dialog);
  return g_test_run ();
}
