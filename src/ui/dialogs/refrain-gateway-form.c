/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-form.h"

#include "refrain-address.h"
#include "refrain-gateway-kind-row.h"
#include "refrain-gateway-result-row.h"
#include "refrain-gateway-words.h"
#include "refrain-text.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainGatewayForm:
 *
 * Address, key and name of a gateway, and what is wrong with them. It asks the gateway while the
 * user types. For whom the key is meant is said by typing it, by the button, the Enter key and
 * saving.
 */
struct _RefrainGatewayForm
{
  AdwPreferencesGroup parent_instance;

  RefrainContext *context;    /* (owned) */
  RefrainSource *source;      /* (owned) (nullable): what is edited; %NULL for a new one */
  RefrainGatewayCheck *check; /* (owned) */
  GCancellable *cancellable;  /* (owned): of the form */
  char *own_name;             /* (owned) (nullable): the name that the form has proposed */
  RefrainGatewayVerdict verdict;
  gboolean can_save;
  gboolean filling; /* the form itself writes into its fields */

  AdwEntryRow *address;
  AdwEntryRow *key;
  AdwEntryRow *name;
  RefrainGatewayKindRow *kind;
  RefrainGatewayResultRow *result;
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

static void
show_base (RefrainGatewayForm *self)
{
  const char *path;
  const char *base = refrain_gateway_check_get_base (self->check, &path);
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->leave_out, base != NULL);
  if (base == NULL)
    return;

  /* Translators: a button; %s is the path of an address, such as "/panel" */
  label = g_strdup_printf (_ ("Leave Out %s"), path);
  gtk_label_set_text (self->leave_out_label, label);
}

/* Says in the row of results what the check has found out. */
static void
check_changed_cb (RefrainGatewayForm *self)
{
  RefrainGatewayVerdict verdict = refrain_gateway_check_get_verdict (self->check);
  const char *text = refrain_gateway_check_get_text (self->check);

  refrain_gateway_result_row_show (self->result, verdict, text);
  /* Whoever does not see the row hears it with the field. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->address),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  refrain_gateway_kind_row_set_found (self->kind, refrain_gateway_check_get_family (self->check));
  show_base (self);
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
test_soon (RefrainGatewayForm *self)
{
  refrain_gateway_check_soon (self->check, get_text (self->address), get_text (self->key));
}

static void
test_now (RefrainGatewayForm *self)
{
  refrain_gateway_check_run (self->check, get_text (self->address), get_text (self->key));
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

  refrain_gateway_check_mean_key (self->check, get_text (self->address));
  test_soon (self);
}

static void
name_changed_cb (RefrainGatewayForm *self)
{
  if (!self->filling)
    update_can_save (self);
}

static void
kind_changed_cb (RefrainGatewayForm *self)
{
  if (self->check == NULL || self->filling)
    return;

  refrain_gateway_check_set_family (self->check, refrain_gateway_kind_row_get_family (self->kind));
  test_soon (self);
}

static void
leave_out_clicked_cb (RefrainGatewayForm *self)
{
  const char *path;
  g_autofree char *base = g_strdup (refrain_gateway_check_get_base (self->check, &path));

  if (base == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->address), base);
  gtk_widget_grab_focus (GTK_WIDGET (self->address));
  test_now (self);
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
  refrain_gateway_check_mean_key (self->check, refrain_source_get_address (self->source));
  test_now (self);
}

static void
refrain_gateway_form_dispose (GObject *object)
{
  RefrainGatewayForm *self = REFRAIN_GATEWAY_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->check);
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
  g_clear_pointer (&self->own_name, g_free);

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
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, kind);
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, result);
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, session_only);
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, leave_out);
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, leave_out_label);
  gtk_widget_class_bind_template_child (klass, RefrainGatewayForm, test);
  gtk_widget_class_bind_template_callback (klass, address_changed_cb);
  gtk_widget_class_bind_template_callback (klass, key_changed_cb);
  gtk_widget_class_bind_template_callback (klass, name_changed_cb);
  gtk_widget_class_bind_template_callback (klass, kind_changed_cb);
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

  g_type_ensure (REFRAIN_TYPE_GATEWAY_KIND_ROW);
  g_type_ensure (REFRAIN_TYPE_GATEWAY_RESULT_ROW);
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
  refrain_gateway_kind_row_set_family (self->kind,
                                       refrain_source_get_record (self->source)->family);
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
  RefrainLibrary *library = refrain_context_get_library (context);
  RefrainSecrets *secrets = refrain_library_get_secrets (library);

  self->context = g_object_ref (context);
  self->check = refrain_gateway_check_new (
      refrain_library_get_http (library),
      source != NULL ? refrain_source_get_record (source)->family : NULL);
  g_signal_connect_object (self->check, "changed", G_CALLBACK (check_changed_cb), self,
                           G_CONNECT_SWAPPED);
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

  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->result));
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

  refrain_gateway_check_mean_key (self->check, get_text (self->address));
  test_now (self);
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
  const RefrainFamily *family;

  g_return_if_fail (REFRAIN_IS_GATEWAY_FORM (self));
  g_return_if_fail (self->can_save);

  g_task_set_source_tag (task, refrain_gateway_form_save_async);
  family = refrain_gateway_check_get_family (self->check);
  /* Nobody has answered yet: the host may be known. */
  if (family == NULL)
    family = refrain_family_find_by_address (address);
  record = refrain_gateway_record_new (
      self->source != NULL ? refrain_source_get_row_id (self->source) : 0, name, address,
      family != NULL ? family->name : NULL, FALSE);
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
