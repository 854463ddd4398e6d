"""Which of our forms stand in for allauth's."""

ACCOUNT = {
    "login": "competition.forms.sign_in.SignInForm",
    "signup": "competition.forms.sign_up.SignUpForm",
    "request_login_code": "competition.forms.sign_in.RequestCodeForm",
    "confirm_login_code": "competition.forms.sign_in.SignInCodeForm",
    "confirm_email_verification_code": "competition.forms.sign_in.AddressCodeForm",
    "reauthenticate": "competition.forms.sign_in.ConfirmPasswordForm",
    "reset_password": "competition.forms.passwords.ForgottenPasswordForm",
    "reset_password_from_key": "competition.forms.passwords.NewPasswordFromLinkForm",
    "change_password": "competition.forms.passwords.ChangePasswordForm",
    "set_password": "competition.forms.passwords.FirstPasswordForm",
    "add_email": "competition.forms.sign_in.NewAddressForm",
}
SECOND_FACTOR = {
    "authenticate": "competition.forms.second_factor.SecondFactorForm",
    "reauthenticate": "competition.forms.second_factor.ConfirmSecondFactorForm",
    "activate_totp": "competition.forms.second_factor.ActivateAppForm",
    "authenticate_webauthn": "competition.forms.second_factor.PasskeyForm",
    "reauthenticate_webauthn": "competition.forms.second_factor.ConfirmPasskeyForm",
    "add_webauthn": "competition.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "competition.forms.second_factor.RenamePasskeyForm",
}
