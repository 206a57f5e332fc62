/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-form.h"

#include "refrain-address.h"
#include "refrain-gateway-words.h"
#include "refrain-text.h"

#include <glib/gi18n-lib.h>

#define PAUSE_MS 600
#define ANSWER_SECONDS 15

/**
 * RefrainGatewayForm:
 *
 * Address, key and name of a gateway, and what is wrong with them. It asks the gateway while the
 * user types. The key takes no part in that until it is clear for whom it is meant: half of a
 * host's name may be the name of somebody else's host. Typing a key says so, and so do the button,
 * the Enter key and saving.
 */
struct _RefrainGatewayForm
{
  AdwPreferencesGroup parent_instance;

  RefrainContext *context;        /* (owned) */
  RefrainSource *source;          /* (owned) (nullable): what is edited; %NULL for a new one */
  GCancellable *cancellable;      /* (owned): of the form */
  GCancellable *test_cancellable; /* (owned) (nullable): of the test that runs */
  char *key_address;              /* (owned) (nullable): for whom the key is meant */
  char *own_name;                 /* (owned) (nullable): the name that the form has proposed */
  char *base;  /* (owned) (nullable): the address without its path, if that may help */
  guint pause; /* source: waits for the end of typing */
  guint stamp; /* of the latest test: answers to earlier ones are late */
  RefrainGatewayVerdict verdict;
  gboolean can_save;
  gboolean filling; /* the form itself writes into its fields */

  AdwEntryRow *address;
  AdwEntryRow *key;
  AdwEntryRow *name;
  AdwPreferencesRow *result;
  GtkStack *result_stack;
  GtkImage *result_icon;
  GtkSpinner *result_spinner;
  GtkWidget *session_only;
  GtkWidget *leave_out;
  GtkLabel *leave_out_label;
  GtkWidget *test;
};

G_DEFINE_FINAL_TYPE (RefrainGatewayForm, refrain_gateway_form, ADW_TYPE_PREFERENCES_GROUP)

typedef enum
{
  PROP_CAN_SAVE = 1,
  PROP_VERDICT,
} RefrainGatewayFormProperty;

static GParamSpec *properties[PROP_VERDICT + 1];

typedef struct
{
  RefrainGatewayForm *self; /* (unowned): gone when the test was cancelled */
  guint stamp;
  gboolean with_key;
} Test;

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static GListModel *
get_sources (RefrainGatewayForm *self)
{
  return refrain_library_get_sources (refrain_context_get_library (self->context));
}

static char *
dup_address (RefrainGatewayForm *self)
{
  return refrain_address_normalize (get_text (self->address), NULL);
}

static void
set_error_style (AdwEntryRow *row, gboolean error)
{
  if (error)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

static const char *
get_icon_name (RefrainGatewayVerdict verdict)
{
  switch (verdict)
    {
    case REFRAIN_GATEWAY_GOOD:
      return "emblem-ok-symbolic";
    case REFRAIN_GATEWAY_WANTS_KEY:
      return "dialog-password-symbolic";
    case REFRAIN_GATEWAY_BAD:
      return "dialog-warning-symbolic";
    case REFRAIN_GATEWAY_UNTESTED:
    case REFRAIN_GATEWAY_TESTING:
    default:
      return "refrain-gateway-symbolic";
    }
}

/* Says @text in the row of results. */
static void
say (RefrainGatewayForm *self, RefrainGatewayVerdict verdict, const char *text)
{
  gboolean testing = verdict == REFRAIN_GATEWAY_TESTING;
  const char *const classes[] = { verdict == REFRAIN_GATEWAY_GOOD  ? "success"
                                  : verdict == REFRAIN_GATEWAY_BAD ? "warning"
                                                                   : "dim-label",
                                  NULL };

  adw_preferences_row_set_title (self->result, text);
  gtk_image_set_from_icon_name (self->result_icon, get_icon_name (verdict));
  gtk_widget_set_css_classes (GTK_WIDGET (self->result_icon), (const char **) classes);
  gtk_stack_set_visible_child (self->result_stack, testing ? GTK_WIDGET (self->result_spinner)
                                                           : GTK_WIDGET (self->result_icon));
  gtk_spinner_set_spinning (self->result_spinner, testing);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->result), GTK_ACCESSIBLE_STATE_BUSY, testing,
                               -1);
  /* Whoever does not see the row hears it with the field. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->address),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_widget_set_visible (self->leave_out, FALSE);
  if (self->verdict == verdict)
    return;

  self->verdict = verdict;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERDICT]);
}

/* What stands between the form and its being saved, if it is neither address nor name. */
static void
update_can_save (RefrainGatewayForm *self)
{
  g_autofree char *address = dup_address (self);
  g_autofree char *name = refrain_text_clean (get_text (self->name));
  gboolean taken = name != NULL
                   && refrain_gateway_words_is_name_taken (get_sources (self), name, self->source);
  gboolean can_save = address != NULL && name != NULL && !taken;

  set_error_style (self->name, taken);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name),
                                 taken ? _ ("_Name (another gateway has this one)") : _ ("_Name"));
  gtk_widget_set_sensitive (self->test, address != NULL);
  if (self->can_save == can_save)
    return;

  self->can_save = can_save;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_SAVE]);
}

static void
stop_test (RefrainGatewayForm *self)
{
  self->stamp++;
  g_clear_handle_id (&self->pause, g_source_remove);
  g_cancellable_cancel (self->test_cancellable);
  g_clear_object (&self->test_cancellable);
}

static void
offer_base (RefrainGatewayForm *self, const char *address)
{
  g_autofree char *path = NULL;
  g_autofree char *label = NULL;

  g_free (self->base);
  self->base = refrain_gateway_words_dup_base (address, &path);
  if (self->base == NULL)
    return;

  /* Translators: a button; %s is the path of an address, such as "/panel" */
  label = g_strdup_printf (_ ("Leave Out %s"), path);
  gtk_label_set_text (self->leave_out_label, label);
  gtk_widget_set_visible (self->leave_out, TRUE);
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Test *test = user_data;
  RefrainGatewayForm *self = test->self;
  RefrainGateway *gateway = REFRAIN_GATEWAY (source);
  const char *address = refrain_gateway_get_address (gateway);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean good = refrain_gateway_test_finish (gateway, result, &error);
  gboolean has_key;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || test->stamp != self->stamp)
    return;

  has_key = *get_text (self->key) != '\0';
  if (good)
    {
      say (self, REFRAIN_GATEWAY_GOOD,
           test->with_key ? _ ("This gateway answers and takes the key.")
           : has_key      ? _ ("This gateway answers, and answers without the key as well.")
                          : _ ("This gateway answers, and asks for no key."));
      return;
    }
  if (refrain_gateway_words_wants_key (error) && !test->with_key)
    {
      say (self, REFRAIN_GATEWAY_WANTS_KEY,
           has_key ? _ ("This gateway answers and asks for a key. Test the connection to show it "
                        "yours.")
                   : _ ("This gateway answers and asks for a key."));
      return;
    }

  text = refrain_gateway_words_describe (error, address);
  say (self, REFRAIN_GATEWAY_BAD, text);
  if (refrain_gateway_words_suggest_base (error))
    offer_base (self, address);
}

static void
start_test (RefrainGatewayForm *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = refrain_address_normalize (get_text (self->address), &error);
  const char *key = get_text (self->key);
  RefrainHttp *http = refrain_library_get_http (refrain_context_get_library (self->context));
  g_autoptr (RefrainGateway) gateway = NULL;
  Test *test;

  stop_test (self);
  if (address == NULL)
    {
      say (self, REFRAIN_GATEWAY_BAD, error->message);
      return;
    }

  test = g_new0 (Test, 1);
  test->self = self;
  test->stamp = self->stamp;
  test->with_key = *key != '\0' && self->key_address != NULL
                   && refrain_address_same_origin (self->key_address, address);
  self->test_cancellable = g_cancellable_new ();
  gateway = refrain_gateway_new (
      http, "", address,
      self->source != NULL ? refrain_source_get_record (self->source)->family : NULL);
  refrain_gateway_set_patience (gateway, 1, ANSWER_SECONDS);
  if (test->with_key)
    refrain_gateway_set_key (gateway, key);
  say (self, REFRAIN_GATEWAY_TESTING, _ ("Asking the gateway…"));
  refrain_gateway_test_async (gateway, self->test_cancellable, tested_cb, test);
}

static gboolean
pause_cb (gpointer user_data)
{
  RefrainGatewayForm *self = user_data;

  self->pause = 0;
  start_test (self);
  return G_SOURCE_REMOVE;
}

static void
test_soon (RefrainGatewayForm *self)
{
  stop_test (self);
  if (*get_text (self->address) == '\0')
    {
      say (self, REFRAIN_GATEWAY_UNTESTED,
           _ ("Enter an address, and Refrain finds out whether a gateway answers."));
      return;
    }

  say (self, REFRAIN_GATEWAY_UNTESTED, _ ("Refrain asks the gateway when you stop typing."));
  self->pause = g_timeout_add (PAUSE_MS, pause_cb, self);
}

/* The key is for the gateway at the address that stands there now. */
static void
mean_key (RefrainGatewayForm *self)
{
  g_free (self->key_address);
  self->key_address = dup_address (self);
}

/* A name that the user has typed is left alone. */
static void
propose_name (RefrainGatewayForm *self)
{
  g_autofree char *address = dup_address (self);
  const char *name = get_text (self->name);

  if (address == NULL || (*name != '\0' && g_strcmp0 (name, self->own_name) != 0))
    return;

  g_free (self->own_name);
  self->own_name = refrain_gateway_words_dup_free_name (get_sources (self), address, self->source);
  gtk_editable_set_text (GTK_EDITABLE (self->name), self->own_name);
}

static void
address_changed_cb (RefrainGatewayForm *self)
{
  if (self->filling)
    return;

  propose_name (self);
  update_can_save (self);
  test_soon (self);
}

static void
key_changed_cb (RefrainGatewayForm *self)
{
  if (self->filling)
    return;

  mean_key (self);
  test_soon (self);
}

static void
name_changed_cb (RefrainGatewayForm *self)
{
  if (!self->filling)
    update_can_save (self);
}

static void
leave_out_clicked_cb (RefrainGatewayForm *self)
{
  g_autofree char *base = g_steal_pointer (&self->base);

  if (base == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->address), base);
  gtk_widget_grab_focus (GTK_WIDGET (self->address));
  start_test (self);
}

static void
key_known_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RefrainGatewayForm *self = user_data; /* gone when the lookup was cancelled */
  g_autoptr (GError) error = NULL;
  g_autofree char *key = refrain_secrets_lookup_finish (REFRAIN_SECRETS (source), result, &error);

  if (error != NULL || *get_text (self->key) != '\0')
    return;

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->key), key != NULL ? key : "");
  self->filling = FALSE;
  g_free (self->key_address);
  self->key_address = g_strdup (refrain_source_get_address (self->source));
  start_test (self);
}

static void
refrain_gateway_form_dispose (GObject *object)
{
  RefrainGatewayForm *self = REFRAIN_GATEWAY_FORM (object);

  stop_test (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->source);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REFRAIN_TYPE_GATEWAY_FORM);

  G_OBJECT_CLASS (refrain_gateway_form_parent_class)->dispose (object);
}

static void
refrain_gateway_form_finalize (GObject *object)
{
  RefrainGatewayForm *self = REFRAIN_GATEWAY_FORM (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->key_address, g_free);
  g_clear_pointer (&self->own_name, g_free);
  g_clear_pointer (&self->base, g_free);

  G_OBJECT_CLASS (refrain_gateway_form_parent_class)->finalize (object);
}

static void
refrain_gateway_form_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RefrainGatewayForm *self = REFRAIN_GATEWAY_FORM (object);

  switch ((RefrainGatewayFormProperty) prop_id)
    {
    case PROP_CAN_SAVE:
      g_value_set_boolean (value, self->can_save);
      break;
    case PROP_VERDICT:
      g_value_set_uint (value, self->verdict);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
      klass, "/io/github/refrain_music/Refrain/ui/dialogs/refrain-gateway-form.ui");
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, address);
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, key);
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, name);
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, result);
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, result_stack);
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, result_icon);
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, result_spinner);
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, session_only);
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, leave_out);
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, leave_out_label);
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, test);
  gtk_widget_class_bind_template_callback (klass, address_changed_cb);
  gtk_widget_class_bind_template_callback (klass, key_changed_cb);
  gtk_widget_class_bind_template_callback (klass, name_changed_cb);
  gtk_widget_class_bind_template_callback (klass, leave_out_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, refrain_gateway_form_test);
}

static void
refrain_gateway_form_class_init (RefrainGatewayFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = refrain_gateway_form_dispose;
  object_class->finalize = refrain_gateway_form_finalize;
  object_class->get_property = refrain_gateway_form_get_property;

  properties[PROP_CAN_SAVE] = g_param_spec_boolean ("can-save", NULL, NULL, FALSE, flags);
  properties[PROP_VERDICT] = g_param_spec_uint ("verdict", NULL, NULL, 0, REFRAIN_GATEWAY_BAD, 0,
                                                flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
refrain_gateway_form_init (RefrainGatewayForm *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (RefrainGatewayForm *self)
{
  RefrainSecrets *secrets = refrain_library_get_secrets (
      refrain_context_get_library (self->context));

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->address), refrain_source_get_address (self->source));
  gtk_editable_set_text (GTK_EDITABLE (self->name), refrain_source_get_name (self->source));
  self->filling = FALSE;
  update_can_save (self);
  refrain_secrets_lookup_async (secrets, refrain_source_get_address (self->source),
                                self->cancellable, key_known_cb, self);
}

/**
 * refrain_gateway_form_new:
 * @context: the services
 * @source: (nullable): the gateway to edit, %NULL for a new one
 *
 * Returns: (transfer floating): a form
 */
GtkWidget *
refrain_gateway_form_new (RefrainContext *context, RefrainSource *source)
{
  RefrainGatewayForm *self = g_object_new (REFRAIN_TYPE_GATEWAY_FORM, NULL);
  RefrainSecrets *secrets = refrain_library_get_secrets (refrain_context_get_library (context));

  self->context = g_object_ref (context);
  g_object_bind_property (secrets, "session-only", self->session_only, "visible",
                          G_BINDING_SYNC_CREATE);
  if (source != NULL)
    {
      self->source = g_object_ref (source);
      fill (self);
    }
  return GTK_WIDGET (self);
}

/**
 * refrain_gateway_form_get_verdict:
 * @self: a form
 *
 * Returns: what is known of the address and the key that stand in it
 */
RefrainGatewayVerdict
refrain_gateway_form_get_verdict (RefrainGatewayForm *self)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY_FORM (self), REFRAIN_GATEWAY_UNTESTED);

  return self->verdict;
}

/**
 * refrain_gateway_form_get_result:
 * @self: a form
 *
 * Returns: (transfer none): the verdict in words
 */
const char *
refrain_gateway_form_get_result (RefrainGatewayForm *self)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY_FORM (self), NULL);

  return adw_preferences_row_get_title (self->result);
}

/**
 * refrain_gateway_form_get_can_save:
 * @self: a form
 *
 * Returns: whether it holds an address and a name; what the gateway says does not matter
 */
gboolean
refrain_gateway_form_get_can_save (RefrainGatewayForm *self)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY_FORM (self), FALSE);

  return self->can_save;
}

/**
 * refrain_gateway_form_test:
 * @self: a form
 *
 * Asks the gateway now, with the key.
 */
void
refrain_gateway_form_test (RefrainGatewayForm *self)
{
  g_return_if_fail (REFRAIN_IS_GATEWAY_FORM (self));

  mean_key (self);
  start_test (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RefrainGatewayForm *self = g_task_get_source_object (task);
  RefrainLibrary *library = REFRAIN_LIBRARY (source);
  GError *error = NULL;
  RefrainSource *saved = refrain_library_put_source_finish (library, result, &error);
  const char *old = self->source != NULL ? refrain_source_get_address (self->source) : NULL;

  if (saved == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* The key went with the address: nobody asks for the old one's any more. */
  if (old != NULL && g_strcmp0 (old, refrain_source_get_address (saved)) != 0)
    {
      g_autoptr (RefrainSource) other = refrain_library_find_source (library, old);

      if (other == NULL)
        refrain_secrets_store_async (refrain_library_get_secrets (library), old, NULL, NULL, NULL,
                                     NULL, NULL);
    }
  g_task_return_pointer (task, saved, g_object_unref);
}

/**
 * refrain_gateway_form_save_async:
 * @self: a form that can be saved
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Keeps the gateway, and its key in the keyring, whatever the last test said.
 */
void
refrain_gateway_form_save_async (RefrainGatewayForm *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *address = dup_address (self);
  g_autofree char *name = refrain_text_clean (get_text (self->name));
  g_autofree char *key = refrain_text_clean (get_text (self->key));
  g_autoptr (RefrainGatewayRecord) record = NULL;

  g_return_if_fail (REFRAIN_IS_GATEWAY_FORM (self));
  g_return_if_fail (self->can_save);

  g_task_set_source_tag (task, refrain_gateway_form_save_async);
  record = refrain_gateway_record_new (
      self->source != NULL ? refrain_source_get_row_id (self->source) : 0, name, address,
      self->source != NULL ? refrain_source_get_record (self->source)->family : NULL, FALSE);
  refrain_library_put_source_async (refrain_context_get_library (self->context), record,
                                    key != NULL ? key : "", cancellable, saved_cb, task);
}

/**
 * refrain_gateway_form_save_finish:
 * @self: a form
 * @result: the outcome
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the gateway
 */
RefrainSource *
refrain_gateway_form_save_finish (RefrainGatewayForm *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_gateway_form_save_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
